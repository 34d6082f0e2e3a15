"""People and organisations are found by words and by the first letter; what is not approved is not."""

import pytest

from networks.models import Organisation, OrganisationText, Person, PersonText
from tests import factories


@pytest.fixture
def directory(db):
    house = Organisation(slug="harbour", short="HPA")
    house.texts = [OrganisationText(language="en", name="Harbour Peer Alliance")]
    house.save()
    for slug, name, role, live in [
        ("ada", "Ada Éclair", "Outreach nurse", True),
        ("ben", "Ben Moss", "Cook", True),
        ("cy", "Cy Quill-Hidden", "Nurse", False),
    ]:
        person = Person(slug=slug, name=name, organisation=house if slug == "ben" else None, live=live)
        person.texts = [PersonText(language="en", role=role)]
        person.save()


def names(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    html = answer.text.split("<main")[1].split("</main>")[0].split("</form>")[-1]
    return [name for name in ("Ada Éclair", "Ben Moss", "Quill-Hidden", "Harbour Peer Alliance") if f">{name}<" in html]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Ada Éclair", "Ben Moss"]),
        ("?q=nurse", ["Ada Éclair"]),
        ("?q=eclair+NUR", ["Ada Éclair"]),
        ("?q=harbour", ["Ben Moss"]),
        ("?letter=m", ["Ben Moss"]),
        ("?letter=E", ["Ada Éclair"]),
        ("?q=cook&letter=E", []),
        ("?q=%00%22%3Cscript%3E", []),
        ("?letter=%F0%9F%98%80", ["Ada Éclair", "Ben Moss"]),
    ],
)
def test_people_are_found(directory, client, query, found):
    assert names(client, f"/people/{query}") == found


def test_a_person_who_is_not_approved_shows_in_no_letter_and_no_answer(directory, client):
    assert "Hidden" not in client.get("/people/?q=hidden").text.split("</form>", 2)[2]
    assert "letter=Q" not in client.get("/people/").text


def test_organisations_are_found_by_any_of_their_names(directory, client):
    assert names(client, "/organisations/?q=hpa") == ["Harbour Peer Alliance"]
    assert names(client, "/organisations/?q=zzz") == []


def test_letters_keep_the_region_and_the_words(directory, client):
    north = factories.term("region", "North")
    factories.organisation(name="Aster Clinic", region=north)
    factories.organisation(name="Birch Clinic", region=north)
    html = client.get("/organisations/?region=north&q=clinic&letter=A").text
    assert "region=north&amp;q=clinic&amp;letter=B" in html
    assert 'href="/organisations/?region=north&amp;q=clinic"' in html
