"""WebVTT files of meeting tools: who said what, and when."""

import time

import pytest

from core.transcripts.spoken_text import clock, passages_in, text_of_turns
from core.transcripts.web_vtt import LONG_PARAGRAPH, CannotReadTranscript, Turn, turns_of

ZOOM = """WEBVTT

1
00:00:05.120 --> 00:00:08.000
Edda Vance: Good morning, and welcome.

2
00:00:08.100 --> 00:00:11.000
Edda Vance: There are three of us: two nurses and me.

3
00:01:02.000 --> 00:01:04.000
Bilal Falk (he/him): We begin at seven.
"""
TEAMS = """WEBVTT

NOTE made by a machine
over two lines

STYLE
::cue { color: lime }

8f6e/12-0
00:00:05.120 --> 00:00:08.000 align:start position:0%
<v Edda Vance>Good morning, and <i>welcome</i>.</v>

8f6e/13-0
00:00:08.100 --> 00:00:11.000
<v Edda Vance>There are three of us: two nurses &amp; me.</v> <v Bilal Falk>We begin at seven.</v>
"""
MEET = """WEBVTT

00:05.120 --> 00:08.000
Edda Vance
Good morning, and welcome.

00:08.100 --> 00:11.000
There are three of us.

01:02.000 --> 01:04.000
Bilal Falk
We begin at seven.
"""


def said(text):
    return [(turn.start, turn.speaker, turn.text) for turn in turns_of(text.encode())]


def test_names_before_a_colon_are_speakers_and_their_cues_one_paragraph():
    assert said(ZOOM) == [
        (5, "Edda Vance", "Good morning, and welcome. There are three of us: two nurses and me."),
        (62, "Bilal Falk (he/him)", "We begin at seven."),
    ]


def test_marked_voices_are_speakers_and_notes_and_styles_are_no_words():
    assert said(TEAMS) == [
        (5, "Edda Vance", "Good morning, and welcome. There are three of us: two nurses & me."),
        (8, "Bilal Falk", "We begin at seven."),
    ]


def test_a_name_in_a_line_of_its_own_holds_until_the_next():
    assert said(MEET) == [
        (5, "Edda Vance", "Good morning, and welcome. There are three of us."),
        (62, "Bilal Falk", "We begin at seven."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_marks_of_order_and_ends_of_lines_of_windows_are_read(encoding):
    assert turns_of(ZOOM.replace("\n", "\r\n").encode(encoding)) == turns_of(ZOOM.encode())


def test_one_word_before_a_colon_is_no_speaker_unless_it_comes_again():
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\nNote: the door is open.\n"
    assert said(cues) == [(1, "", "Note: the door is open.")]
    twice = cues + "\n00:03.000 --> 00:04.000\nEdda: Hello.\n\n00:05.000 --> 00:06.000\nEdda: Again.\n"
    assert said(twice)[1] == (3, "Edda", "Hello. Again.")


def test_captions_that_roll_say_each_line_once():
    cues = "WEBVTT\n\n00:01.000 --> 00:02.000\none two\n\n00:02.000 --> 00:03.000\none two\nthree four\n"
    assert said(cues) == [(1, "", "one two three four")]


def test_a_long_speech_has_paragraphs_with_times_of_their_own():
    cue = "00:00:{0:02}.000 --> 00:00:{0:02}.900\nEdda Vance: " + "It goes on and on. " * 12
    turns = turns_of(("WEBVTT\n\n" + "\n\n".join(cue.format(n) for n in range(9))).encode())
    assert len(turns) > 1
    assert all(len(turn.text) < 2 * LONG_PARAGRAPH for turn in turns)


def test_captions_without_full_stops_have_paragraphs_too():
    cues = "\n\n".join(f"00:{n:02}:00.000 --> 00:{n:02}:59.000\n{'and so on ' * 20}" for n in range(40))
    turns = turns_of(f"WEBVTT\n\n{cues}".encode())
    assert all(len(turn.text) < 3 * LONG_PARAGRAPH for turn in turns)


@pytest.mark.parametrize("words", ["<v ", "<b ", "((((", "&", "<v a", "A: ", "<v.a"])
def test_a_file_that_was_made_to_be_slow_is_not(words):
    content = f"WEBVTT\n\n00:01.000 --> 00:02.000\n{words * (1_000_000 // len(words))}\n".encode()
    began = time.process_time()
    turns_of(content)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("content", [b"", b"no transcript", b"WEBVTT\n\n", b"PK\x03\x04", b"WEBVTT" + b"x" * 6_000_000])
def test_what_is_no_transcript_is_told(content):
    with pytest.raises(CannotReadTranscript, match=r"file"):
        turns_of(content)


TURNS = [Turn(5, "Edda Vance", "Good <morning>."), Turn(62, "", "We begin."), Turn(3725, "Bilal Falk", "We end.")]


def test_what_stands_in_the_form_is_read_as_it_was_written():
    passages = passages_in(text_of_turns(TURNS, [(0, "Welcome"), (60, "Beds & more")]))
    assert [(one.heading, one.seconds, one.speaker) for one in passages] == [
        ("Welcome", None, ""),
        ("", 5, "Edda Vance"),
        ("Beds & more", None, ""),
        ("", 62, ""),
        ("", 3725, "Bilal Falk"),
    ]
    assert "Good &lt;morning&gt;." in passages[1].html


def test_a_part_in_which_nobody_spoke_has_no_heading():
    assert "Empty" not in text_of_turns(TURNS, [(70, "Empty"), (80, "Full")])


def test_a_paragraph_without_time_belongs_to_the_passage_before_it():
    passages = passages_in("<p><b>0:05 Edda</b> One.</p><p>Two.</p><ul><li>Three</li></ul>")
    assert len(passages) == 1
    assert all(word in passages[0].html for word in ("One.", "Two.", "Three"))


def test_passages_of_one_second_have_anchors_of_their_own():
    passages = passages_in("<p><b>0:05 Edda</b> One.</p><p><b>0:05 Bilal</b> Two.</p>")
    assert [one.anchor for one in passages] == ["5", "5-2"]


@pytest.mark.parametrize(("seconds", "words"), [(5, "0:05"), (62, "1:02"), (725, "12:05"), (3725, "1:02:05")])
def test_times_are_written_as_players_write_them(seconds, words):
    assert clock(seconds) == words
