"""What stands at the end of a summary: the film, the next session, links with their words, whom to write to."""

import io

import pytest

from events.models import WebinarSummaryPage
from intake.document_reading import read_document
from intake.filling import fill

HEAD = "# Rafts\n\n## Questions and answers\n\n**Who ties the knots?**\n\nBen does. He was at sea.\n\n"


@pytest.fixture
def read(request_for):
    def of(text):
        return fill(WebinarSummaryPage, read_document(io.BytesIO(text.encode()), "notes.md"), request_for)

    return of


@pytest.mark.parametrize(
    "end",
    [
        "Our next session will be held in May.",
        "La prochaine rencontre aura lieu en mai.",
        "L’enregistrement est disponible [sur le site](https://films.example.org/rafts).",
        "The recording can be watched [on the site](https://films.example.org/rafts).",
    ],
)
def test_what_follows_the_last_answer_is_none_of_it(end, read):
    filling = read(HEAD + end)
    [(_kind, question)] = filling.values["questions"]
    assert question["answer"] == "<p>Ben does. He was at sea.</p>"
    assert "what_comes_next" in filling.values


@pytest.mark.parametrize(
    "words",
    [
        "L’enregistrement est disponible [ici](https://youtu.be/abcdefghijk)",
        "[Watch the recording](https://youtu.be/abcdefghijk)",
    ],
)
def test_a_link_to_the_film_is_a_recording(words, read):
    [(_kind, recording)] = read(HEAD + words).values["recordings"]
    assert (recording["host"], recording["video_id"]) == ("youtube", "abcdefghijk")


def test_a_film_elsewhere_is_a_recording_to_be_mended_and_its_address_stays(read):
    filling = read(HEAD + "L’enregistrement est disponible [sur le site](https://films.example.org/rafts).")
    assert filling.values["recordings"][0][1]["video_id"] == "#"
    assert "https://films.example.org/rafts" in filling.values["what_comes_next"]


@pytest.mark.parametrize(
    ("line", "title", "note"),
    [
        ("Report (2019): [Knots](https://example.org/k)", "Knots", "Report (2019)"),
        ("Report: [Knots](https://example.org/k), Raft House", "Knots", "Report, Raft House"),
        ("Guide: [Knots](https://example.org/k) (2nd printing)", "Knots", "Guide (2nd printing)"),
        ("[Knots](https://example.org/k), Raft House, 2019", "Knots", "Raft House, 2019"),
        ("Guide : [Nœuds](https://example.org/k)", "Nœuds", "Guide"),
    ],
)
def test_the_words_beside_a_link_are_its_note(line, title, note, read):
    filling = read(f"# Rafts\n\n## Materials\n\n- {line}\n")
    [(_kind, material)] = filling.values["materials"]
    assert (material["title"], material["note"]) == (title, note)
    assert filling.leftovers == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Contact: Raft House, rafts@example.org", "Raft House"),
        ("Renseignements : Raft House, rafts@example.org", "Raft House"),
        ("Pour nous joindre : Raft House, rafts@example.org", "Raft House"),
        ("To learn more, write to rafts@example.org with the subject line “Knots”.", "rafts@example.org"),
    ],
)
def test_a_line_of_contact_below_the_materials_is_the_contact(line, name, read):
    filling = read(f"# Rafts\n\n## Materials\n\n- [Knots](https://example.org/k)\n\n{line}\n")
    [(_kind, contact)] = filling.values["contact"]
    assert (contact["name"], contact["mailbox"]) == (name, "rafts@example.org")
    assert filling.leftovers == []


@pytest.mark.parametrize("heading", ["About this session", "À propos de cette séance"])
def test_about_the_session_is_the_summary(heading, read):
    filling = read(f"# Rafts\n\n## {heading}\n\nThey float, as we heard.\n\n## Rope\n\nIt is wet.\n")
    assert filling.values["summary"] == "<p>They float, as we heard.</p>"


def test_an_address_below_its_item_is_of_that_item(request_for):
    items = b"  * Guide: Knots\n    (https://example.org/k)\n  * Poster: Ropes\n    (https://example.org/r)\n"
    text = b"RAFTS\n\nMATERIALS\n\n" + items
    filling = fill(WebinarSummaryPage, read_document(io.BytesIO(text), "rafts.txt"), request_for)
    titles = [(value["title"], value["url"]) for _kind, value in filling.values["materials"]]
    assert titles == [("Guide: Knots", "https://example.org/k"), ("Poster: Ropes", "https://example.org/r")]
