"""The directory tells nobody, by its search, its letters, its map or its numbers, what it does not show."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group

from core.models import Term, TermMap
from networks.models import Organisation, OrganisationText, Person
from tests import factories
from tests.core.test_nothing_leaks import LEAK

pytestmark = pytest.mark.django_db
SQUARES = [["north", "M0 0l9 0 0 9-9 0z", 5, 5]]


def hidden(row):
    """As somebody added it, and nobody approved it yet."""
    type(row).objects.filter(pk=row.pk).update(live=False)
    # What is remembered was remembered before.
    Organisation.objects.first().save()
    return type(row).objects.get(pk=row.pk)


def found(client, address):
    """Names in the list, and the letters above it."""
    page = BeautifulSoup(client.get(address).content, "html.parser").find("main")
    return [one.text for one in page.select(".people .name a")], [one.text for one in page.select(".letters a")[1:]]


@pytest.fixture
def harbour(db):
    return factories.organisation("Harbour House")


@pytest.mark.parametrize("vocabulary", ["sector", "region"])
def test_nobody_learns_the_terms_that_nobody_approved_by_searching_for_them(client, harbour, vocabulary):
    term = factories.term(vocabulary, f"{LEAK} term")
    Organisation.objects.filter(pk=harbour.pk).update(**{vocabulary: term})
    harbour.refresh_from_db()
    harbour.save()
    assert found(client, f"/organisations/?q={LEAK}")[0] == ["Harbour House"]
    hidden(term)
    assert found(client, f"/organisations/?q={LEAK}") == ([], [])
    assert found(client, "/organisations/?q=zyx&letter=H") == ([], [])
    assert LEAK not in client.get("/organisations/").content.decode()


def test_nobody_learns_by_its_people_of_an_organisation_that_nobody_approved(client, harbour):
    body = Organisation(slug=LEAK, short="ZQX")
    body.texts = [OrganisationText(language="en", name=f"{LEAK} body")]
    body.save()
    factories.person("Ada Moss", organisation=body)
    assert found(client, "/people/?q=zqx")[0] == ["Ada Moss"]
    hidden(body)
    for words in (LEAK, "zqx", "body"):
        assert found(client, f"/people/?q={words}") == ([], [])
        assert found(client, f"/organisations/?q={words}") == ([], [])
    assert found(client, "/organisations/?letter=Z") == ([], ["H"])


def test_who_wants_no_page_is_in_no_letter_and_no_answer(client, harbour):
    factories.person("Ada Moss"), factories.person("Zoe Quill", is_listed=False)
    assert found(client, "/people/")[0] == ["Ada Moss"]
    assert found(client, "/people/?q=zoe") == found(client, "/people/?q=quill") == ([], [])
    assert found(client, "/people/?letter=Q") == ([], ["M"])


def test_the_region_that_nobody_approved_narrows_and_counts_nothing(client, harbour):
    TermMap.objects.create(vocabulary="region", height=1000, outlines=[*SQUARES, [LEAK, "M0 9l9 0 0 9-9 0z", 5, 14]])
    north, secret = factories.term("region", "North"), factories.term("region", LEAK)
    town = factories.term("region", f"{LEAK} town")
    Term.objects.filter(pk=town.pk).update(parent=north)
    factories.organisation("In the secret region", region=secret)
    factories.organisation("In the secret town", region=town)
    everything = found(client, "/organisations/")[0]
    assert found(client, f"/organisations/?region={LEAK}")[0] == ["In the secret region"]
    assert found(client, "/organisations/?region=north")[0] == ["In the secret town"]
    hidden(secret), hidden(town)
    assert found(client, f"/organisations/?region={LEAK}")[0] == everything
    page = BeautifulSoup(client.get("/organisations/").content, "html.parser")
    assert [row.get_text(" ", strip=True) for row in page.select(".term-map li")] == ["North none"]
    assert found(client, "/organisations/?region=north")[0] == []
    assert LEAK not in str(page)


# What somebody took part in


@pytest.fixture
def ada(client, harbour):
    return factories.person("Ada Moss", organisation=harbour)


def seven_events(ada, harbour):
    return [
        factories.event(
            title=f"Event {number}",
            people=[("person", {"person": ada, "part": "panellist", "name": ""})],
            organisations=[("organisation", {"role": "host", "organisation": harbour, "name": ""})],
        )
        for number in range(7)
    ]


def taken_part(client, row):
    page = BeautifulSoup(client.get(row.get_absolute_url()).content, "html.parser")
    part = page.find("section", {"aria-labelledby": "taken-part"})
    return len(part.select("ul.rows li")), part.summary.get_text(" ", strip=True) if part.summary else ""


def test_a_person_took_part_in_as_many_pages_as_the_reader_may_see(client, ada, harbour, close, commit):
    events = seven_events(ada, harbour)
    commit()
    for row in (ada, harbour):
        assert taken_part(client, row) == (7, "All 7 Events")
    close(events[0], Group.objects.create(name="Board"))
    events[1].unpublish()
    commit()
    member = factories.user()
    member.groups.add(Group.objects.get(name="Board"))
    for row in (ada, harbour):
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
        assert taken_part(client, row) == (6, "All 6 Events")
        client.logout()
        assert taken_part(client, row) == (5, "")
    assert Person.objects.count() == 1
