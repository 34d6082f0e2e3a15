"""Several people in one line."""

import pytest

from intake.finders.people_apart import people_apart

GUESTS = "Sam Whitford (peer worker, Lighthouse Drop-in), Dr. Elena Kovac (addiction medicine, Northshore Hospital)"


@pytest.mark.parametrize(
    ("line", "first_words"),
    [
        (GUESTS, ["Sam Whitford", "Dr. Elena Kovac"]),
        ("Léa Roy (pair aidante, Le Phare) et Dre Anne Côté (médecin)", ["Léa Roy", "Dre Anne Côté"]),
        ("Ines Novak and Kofi Mensah", ["Ines Novak", "Kofi Mensah"]),
        ("Ines Novak, Nurse, Harbour Clinic; Kofi Mensah, Peer worker", ["Ines Novak", "Kofi Mensah"]),
    ],
)
def test_each_person_is_a_line(line, first_words):
    found = people_apart(line)
    assert len(found) == len(first_words)
    assert all(one.startswith(name) for one, name in zip(found, first_words, strict=True))


@pytest.mark.parametrize(
    "line",
    [
        "Ines Novak, MPH, Manager, Harbour Clinic",
        "Ines Novak, Clinical Lead and Peer Navigator",
        "Ines Novak (Harbour Clinic and Lighthouse House)",
        "Ines Novak; Nurse Educator",
        "Ines Novak, Nurse, Vancouver Coastal Health and Fraser Health",
        "Kofi Mensah (peer worker), Lighthouse Clinic",
        "<b>Ines Novak</b>, Nurse",
    ],
)
def test_one_person_stays_one(line):
    assert people_apart(line) == [line]


def test_after_a_label_in_the_plural_names_are_people():
    assert len(people_apart("Ines Novak, Kofi Mensah and Priya Nand", are_several=True)) == 3
    assert len(people_apart("Ines Novak, Harbour Clinic", are_several=True)) == 1
