"""The transcript of a session: taken in when the page is saved, shown beside the film, found by search."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import RecordingBlock
from core.models import PagePart
from events.models import EventPage, WebinarSummaryPage
from events.transcripts.agenda_cuts import cuts_of_agenda
from events.transcripts.speakers import speaker_called
from files.models import SiteDocument
from search import parts
from search.words.query_parser import parse
from tests import factories

pytestmark = pytest.mark.django_db
VTT = """WEBVTT

00:00:05.000 --> 00:00:08.000
Vance, Edda (Host): Good morning.

00:15:00.000 --> 00:15:09.000
Bilal: The yellow wheelbarrow helps.
"""


def vtt(content=VTT, name="talk.vtt"):
    document = SiteDocument(title="Talk")
    document.file.save(name, ContentFile(content.encode()), save=True)
    return document


def recording(document, **more):
    film = {"label": "The session", "host": "youtube", "video_id": "abcdefghijk", "language": "en"}
    return [("recording", film | {"transcript": document} | more)]


def person(name):
    return "person", {"name": name, "part": "panellist"}


PANEL = [person("Edda Vance"), person("Dr. Bilal Falk")]


def summary(**fields):
    return factories.summary(recordings=recording(vtt()), people=PANEL, **fields)


def text_of(page):
    return page.recordings[0].value["transcript_text"].source


def test_the_words_of_the_file_stand_in_the_recording_once_the_page_is_saved():
    assert "<b>0:15:00 Dr. Bilal Falk</b> The yellow wheelbarrow helps." in text_of(summary())


def test_speakers_are_called_as_the_panel_calls_them():
    assert "<b>0:00:05 Edda Vance</b> Good morning." in text_of(summary())


@pytest.mark.parametrize(
    ("shown", "called"),
    [
        ("bilal falk", "Bilal Falk"), ("FALK, Bilal", "Bilal Falk"), ("Bilal Falk | Cedar Clinic", "Bilal Falk"),
        ("Edda", "Edda"), ("Somebody Else", "Somebody Else"), ("", ""), ("(host)", "(host)"),
    ],
)  # fmt: skip
def test_a_name_that_could_be_two_people_stays(shown, called):
    assert speaker_called(shown, ["Bilal Falk", "Edda Vance", "Edda Strand"]) == called


def test_people_of_the_directory_are_known_once_they_are_approved():
    factories.person(name="Odile Bernier")
    assert speaker_called("BERNIER Odile", []) == "Odile Bernier"


def test_text_that_stands_there_is_kept():
    page = factories.summary(recordings=recording(vtt(), transcript_text="<p>Typed by hand.</p>"))
    assert text_of(page) == "<p>Typed by hand.</p>"


def test_the_transcript_is_cut_where_the_agenda_says():
    agenda = [("item", {"start": datetime.time(10, 10), "title": "Wheels"})]
    event = factories.event(start_date=datetime.date(2026, 3, 5), agenda=agenda)
    assert "<p><b>Wheels</b></p><p><b>0:15:00 " in text_of(summary(event=event))


def test_the_agenda_of_a_draft_is_not_told():
    agenda = [("item", {"start": datetime.time(10, 10), "title": "Wheels"})]
    event = factories.event(start_date=datetime.date(2026, 3, 5), agenda=agenda, live=False)
    assert "Wheels" not in text_of(summary(event=event))


def test_an_event_has_transcripts_too():
    page = factories.event(recordings=recording(vtt()), people=PANEL)
    assert "wheelbarrow" in text_of(page)
    assert PagePart.objects.filter(page=page, kind="transcript").count() == 2


def test_an_agenda_of_several_days_cuts_nothing():
    event = EventPage(agenda=[("item", {"start": datetime.time(10), "title": "Wheels", "day": 2})])
    assert cuts_of_agenda(event.agenda, datetime.time(9)) == []


def test_each_passage_is_a_part_that_search_leads_to():
    page = summary()
    part = PagePart.objects.get(page=page, kind="transcript", text__contains="wheelbarrow")
    assert part.group == "Dr. Bilal Falk"
    assert f'id="{part.block_id}"' in Client().get(page.url).text


def test_the_search_finds_words_of_the_transcript():
    page = summary(title="Tools")
    answer = Client().get("/search/", {"q": "wheelbarrow"})
    assert page.url in answer.text


def test_a_long_transcript_leaves_room_for_what_other_pages_say(monkeypatch):
    spoken = "".join(f"<p><b>0:{minute:02}:00 Edda</b> We hear of wheelbarrows.</p>" for minute in range(30))
    long = factories.summary(recordings=recording(None, transcript_text=spoken))
    asked = factories.summary(
        questions=[("question", {"question": "Why wheelbarrows?", "answer": "<p>They roll.</p>"})]
    )
    monkeypatch.setattr(parts, "MOST_PARTS", 20)
    found = parts.parts_of([long, asked], parse("wheelbarrows"))
    assert [one.kind for one in found[asked.pk]] == ["question"]
    assert len(found[long.pk]) > 1


def test_times_lead_to_the_moment_of_the_film():
    text = Client().get(summary().url).text
    assert 'href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=900s"' in text
    assert 'datetime="PT900S">15:00</time>' in text


def test_a_film_that_is_not_known_yet_has_times_without_links():
    film = recording(None, video_id="#", transcript_text="<p><b>0:05 Edda</b> Hello.</p>")
    page = factories.summary(recordings=film, live=False)
    assert [spoken.href for spoken in page.recordings[0].value.passages] == [""]


def test_a_file_that_is_no_transcript_is_told_at_its_field():
    block = RecordingBlock()
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(block.to_python(recording(vtt("no transcript").pk)[0][1]))
    assert "WEBVTT" in str(error.value.block_errors["transcript"])


def test_a_page_with_a_broken_file_can_still_be_saved():
    page = factories.summary(recordings=recording(vtt("no transcript")), live=False)
    assert WebinarSummaryPage.objects.get(pk=page.pk).recordings[0].value["transcript"].title == "Talk"


def test_a_transcript_without_times_is_shown_as_it_is():
    page = factories.summary(recordings=recording(None, transcript_text="<p>We spoke of sleep.</p>"))
    assert "We spoke of sleep." in Client().get(page.url).text
    assert not PagePart.objects.filter(page=page, kind="transcript").exists()
