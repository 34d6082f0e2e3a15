"""A line of a panel in the shapes in which people write it."""

import io

import pytest

from events.models import WebinarSummaryPage
from intake.document import ITEM, Block
from intake.document_reading import read_document
from intake.filling import fill
from intake.finders.parts_of_person import leaders_in, person_in
from networks.named_people import people_in_blocks

PARTS = ("name", "credentials", "role", "organisation", "part")


@pytest.mark.parametrize(
    ("line", "name", "credentials", "role", "organisation", "part"),
    [
        ("Ada Moss (moderator), nurse, Hill Clinic", "Ada Moss", "", "nurse", "Hill Clinic", "moderator"),
        ("<b>Ada Moss</b> (moderator), nurse, Hill Clinic", "Ada Moss", "", "nurse", "Hill Clinic", "moderator"),
        ("Ada Moss, nurse, Hill Clinic — moderator", "Ada Moss", "", "nurse", "Hill Clinic", "moderator"),
        (
            "Ada Moss (elle), infirmière, Clinique Nord – animatrice",
            "Ada Moss",
            "elle",
            "infirmière",
            "Clinique Nord",
            "facilitator",
        ),
        ("Ada Moss (they/them), nurse, Hill Clinic", "Ada Moss", "they/them", "nurse", "Hill Clinic", ""),
        ("Ada Moss (il), aide, Clinique Nord", "Ada Moss", "il", "aide", "Clinique Nord", ""),
        ("Ada Moss, Chair in Midwifery, Tarn University", "Ada Moss", "", "Chair in Midwifery", "Tarn University", ""),
        ("Ada Moss, M. Sc., nurse, Hill Clinic", "Ada Moss", "M. Sc.", "nurse", "Hill Clinic", ""),
        ("Ada Moss, Ph. D., nurse, Hill Clinic", "Ada Moss", "Ph. D.", "nurse", "Hill Clinic", ""),
        ("Ada Moss, inf., M. Sc., aide, Clinique Nord", "Ada Moss", "inf., M. Sc.", "aide", "Clinique Nord", ""),
        ("Ada Moss, R.Psych., nurse, Hill Clinic", "Ada Moss", "R.Psych.", "nurse", "Hill Clinic", ""),
        (
            "Ada Moss (she/her), Deputy Director, Hill Clinic",
            "Ada Moss",
            "she/her",
            "Deputy Director",
            "Hill Clinic",
            "",
        ),
        ("Ada M., neighbour", "Ada M.", "", "neighbour", "", ""),
    ],
)
def test_each_part_of_a_line_has_its_field(line, name, credentials, role, organisation, part):
    [(person, _block)], rest = people_in_blocks([Block(ITEM, line)], "")
    assert tuple(getattr(person, one) for one in PARTS) == (name, credentials, role, organisation, part)
    assert rest == []


def test_a_line_in_capitals_is_nobody():
    assert person_in("TWO HANDS, ONE BOAT, NO OARS") is None


def test_a_sentence_names_whoever_led_with_role_and_house():
    [(person, _words)] = leaders_in("La soirée était animée par Ada Moss, coordonnatrice à la Maison Bleue.")
    assert (person.name, person.role, person.organisation) == ("Ada Moss", "coordonnatrice", "Maison Bleue")


def test_what_else_a_sentence_says_is_no_role():
    [(person, _words)] = leaders_in("It was facilitated by Ada Moss, who asked everybody at Hill Clinic twice.")
    assert (person.name, person.role, person.organisation) == ("Ada Moss", "", "")


@pytest.fixture
def read(request_for):
    def of(text):
        return fill(WebinarSummaryPage, read_document(io.BytesIO(text.encode()), "notes.md"), request_for)

    return of


def people_of(filling):
    return [(value["name"], value["part"]) for _kind, value in filling.values["people"]]


@pytest.mark.parametrize("heading", ["Who spoke", "Speakers", "Avec la participation de"])
def test_headings_announce_a_panel(heading, read):
    filling = read(f"# Rafts\n\n## {heading}\n\n- Ada Moss, nurse\n- Ben Orr, cook\n\n## Rope\n\nIt is wet.")
    assert [name for name, _part in people_of(filling)] == ["Ada Moss", "Ben Orr"]


def test_who_led_stands_before_the_list(read):
    filling = read(
        "# Rafts\n\nMarch 3, 2022, 1 pm PT\n\nFacilitated by Ada Moss (Lead, Hill Clinic), with:\n\n"
        "- Ben Orr, cook, Raft House\n- Cleo Tarn – Pilot, River Society\n\n## Rope\n\nIt is wet."
    )
    assert sorted(people_of(filling)) == [
        ("Ada Moss", "facilitator"),
        ("Ben Orr", "panellist"),
        ("Cleo Tarn", "panellist"),
    ]


def test_a_heading_in_capitals_ends_the_panel(read):
    filling = read(
        "RAFTS AND ROPES\n\nPANEL\n\n- Ada Moss, nurse, Hill Clinic\n- Ben Orr, cook\n\n"
        "TWO HANDS, ONE BOAT, NO OARS\n\nThe river was high that week, and nobody had brought an oar.\n"
    )
    assert [name for name, _part in people_of(filling)] == ["Ada Moss", "Ben Orr"]
    assert [value["heading"] for _kind, value in filling.values["sections"]] == ["TWO HANDS, ONE BOAT, NO OARS"]


def test_a_table_of_people_is_no_table_of_the_text(read):
    filling = read("# Rafts\n\n## Panel\n\n| Name | Role | House |\n|---|---|---|\n| Ada Moss | Nurse | Hill |\n")
    assert people_of(filling) == [("Ada Moss", "panellist")]
    assert "body" not in filling.values
    assert filling.leftovers == []
