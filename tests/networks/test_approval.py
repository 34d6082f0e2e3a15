"""People and organisations are seen once somebody approved them, whichever way one looks."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import PageViewRestriction, ReferenceIndex, WorkflowPage

from files.access import public_ids
from files.models import SiteImage
from moderation.groups import set_up_groups
from networks.models import Committee, CommitteeText, Organisation, Person, Seat
from tests import factories

pytestmark = pytest.mark.django_db
NAME, BODY = "Unapproved Name", "Unapproved Body"


@pytest.fixture
def editor(client):
    set_up_groups()
    factories.moderator()
    person = factories.user("edda@example.org")
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


@pytest.fixture
def body(editor, client):
    client.post("/admin/snippets/choose/networks/organisation/create/", {"name": BODY, "is_member": "on"})
    return Organisation.objects.get(texts__name=BODY)


@pytest.fixture
def person(editor, client, body):
    client.post("/admin/snippets/choose/networks/person/create/", {"name": NAME, "organisation": body.pk})
    return Person.objects.get(name=NAME)


@pytest.fixture
def draft(person, body):
    return factories.event(
        live=False,
        people=[("person", {"part": "speaker", "person": person, "name": ""})],
        organisations=[("organisation", {"role": "host", "organisation": body, "name": ""})],
    )


@pytest.fixture
def seated(person, body):
    """A committee is no page and is seen at once."""
    committee = Committee.objects.create(slug="council")
    committee.texts.create(language="en", name="The council")
    Seat.objects.create(committee=committee, person=person)
    Seat.objects.create(committee=committee, organisation=body)
    return factories.network_page(committees=[("committee", committee)])


@pytest.fixture
def council(editor, person):
    """A committee that an editor added, with somebody new on it."""
    committee = Committee(slug="unapproved-council", live=False)
    committee.texts = [CommitteeText(language="en", name="Unapproved Council", purpose="<p>Secret purpose</p>")]
    committee.seats = [Seat(person=person), Seat(person=factories.person("Known Member"))]
    committee.save()
    committee.save_revision(user=editor)
    return committee


def ways_out(person, body):
    yield from ("/people/", "/organisations/", person.get_absolute_url(), body.get_absolute_url(), "/sitemap.xml")
    yield from (f"/search/?q={word}" for word in ("Unapproved", "Name", "Body"))
    yield from ("/api/search/?q=Unapproved", "/api/v2/pages/?search=Unapproved", "/network/", "/events/")


def test_what_an_editor_adds_while_writing_is_a_draft(person, body):
    assert person.is_new
    assert body.is_new
    assert person.get_latest_revision().user.email == "edda@example.org"


def test_no_way_out_tells_of_an_unapproved_person_or_organisation(person, body, draft, seated, client):
    client.logout()
    for address in [*ways_out(person, body), seated.url, f"{seated.url}?page=1"]:
        answer = client.get(address)
        words = answer.content.decode() if not answer.streaming else b"".join(answer).decode()
        for word in (NAME, BODY, person.slug, body.slug):
            assert word not in words.replace(address, ""), address
    assert client.get(person.get_absolute_url()).status_code == 404
    assert client.get(body.get_absolute_url()).status_code == 404


def test_both_are_seen_once_the_page_that_names_them_is_live(draft, person, body, client):
    draft.get_latest_revision().publish()
    client.logout()
    assert NAME in client.get(person.get_absolute_url()).text
    assert BODY in client.get(body.get_absolute_url()).text
    assert NAME in client.get("/people/").text


def test_a_portrait_is_private_until_then(person, draft):
    made = io.BytesIO()
    Image.new("RGB", (8, 8)).save(made, "PNG")
    picture = SiteImage.objects.create(title="Portrait", file=ImageFile(made, "portrait.png"))
    person.picture = picture
    person.save()
    person.save_revision()
    ReferenceIndex.create_or_update_for_object(person)
    assert picture.pk not in public_ids(SiteImage)


@pytest.mark.parametrize("is_reviewed", [True, False])
def test_who_may_publish_adds_somebody_who_is_seen_at_once_where_nobody_reviews(is_reviewed, client):
    """Elsewhere the new entry waits for the page, whose reason is one for both (decision 83)."""
    if not is_reviewed:
        WorkflowPage.objects.all().delete()
    factories.home()
    client.force_login(factories.user(is_superuser=True))
    client.post("/admin/snippets/choose/networks/person/create/", {"name": NAME})
    assert Person.objects.get().live is not is_reviewed
    assert Person.objects.get().is_new is is_reviewed


def form_of(person, **more):
    fields = {name: getattr(person, name) or "" for name in ("name", "credentials", "pronouns", "website", "slug")}
    fields |= {"sort_name": person.sort_name, "organisation": "", "picture": "", "is_listed": "on"}
    total = {f"texts-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")} | {
        f"texts-{name}_NUM_FORMS": "0" for name in ("MIN", "MAX")
    }
    return fields | total | more


@pytest.mark.parametrize("button", ["action-publish", "action-save", ""])
def test_an_editors_change_of_a_live_person_waits(button, editor, client):
    known = factories.person("Ann Lee")
    asked = form_of(known, website="https://example.org/spam") | ({button: "1"} if button else {})
    assert client.post(f"/admin/snippets/networks/person/edit/{known.pk}/", asked).status_code == 302
    known.refresh_from_db()
    assert known.website == ""
    assert known.has_unpublished_changes
    assert known.get_latest_revision_as_object().website == "https://example.org/spam"


@pytest.mark.parametrize("button", ["action-publish", ""])
def test_an_editors_new_person_is_a_draft(button, editor, client):
    asked = form_of(Person(name=NAME)) | ({button: "1"} if button else {})
    assert client.post("/admin/snippets/networks/person/add/", asked).status_code == 302
    assert Person.objects.get().is_new


def test_an_editor_does_not_take_a_person_offline(editor, client):
    known = factories.person("Ann Lee")
    client.post(f"/admin/snippets/networks/person/unpublish/{known.pk}/")
    known.refresh_from_db()
    assert known.live


def test_what_was_taken_offline_does_not_come_back_with_a_page(editor):
    known = factories.person("Ann Lee")
    known.unpublish()
    factories.event(people=[("person", {"part": "speaker", "person": known, "name": ""})])
    assert not Person.objects.get(pk=known.pk).live


@pytest.mark.parametrize("state", ["taken offline", "new, on a page that was private"])
def test_a_change_of_what_is_not_live_does_not_reach_the_pages_that_name_it(state, editor, client):
    known, body = factories.person("Ann Lee"), factories.organisation("Harbour Clinic")
    for row in (known, body):
        row.unpublish()
        if state != "taken offline":
            type(row).objects.filter(pk=row.pk).update(first_published_at=None)
    page = factories.event(
        live=False,
        people=[("person", {"part": "speaker", "person": known, "name": ""})],
        organisations=[("organisation", {"role": "host", "organisation": body, "name": ""})],
    )
    closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.save_revision().publish()
    closed.delete()
    changed = form_of(Person.objects.get(pk=known.pk)) | {"name": "Unapproved Name"}
    assert client.post(f"/admin/snippets/networks/person/edit/{known.pk}/", changed).status_code == 302
    changed = {f"texts-{name}": value for name, value in formset(1).items()} | {"slug": body.slug}
    changed |= {"texts-0-id": body.texts.get().pk, "texts-0-language": "en", "texts-0-name": "Unapproved Body"}
    changed |= {"texts-0-description": "null"}
    assert client.post(f"/admin/snippets/networks/organisation/edit/{body.pk}/", changed).status_code == 302
    client.logout()
    words = client.get(page.url).content.decode()
    assert "Unapproved" not in words
    assert "Ann Lee" in words
    assert Person.objects.get(pk=known.pk).get_latest_revision_as_object().name == "Unapproved Name"
    assert "Unapproved Body" in str(Organisation.objects.get(pk=body.pk).get_latest_revision_as_object())


def test_a_new_person_that_no_live_page_names_is_listed_by_the_newest_name(editor, client, person):
    changed = form_of(person) | {"name": "Another Name"}
    assert client.post(f"/admin/snippets/networks/person/edit/{person.pk}/", changed).status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Another Name"


def test_existing_rows_and_rows_of_code_are_live():
    assert factories.person("Ann Lee").live
    assert not factories.organisation("Harbour Clinic").is_new


@pytest.mark.parametrize("is_above", [False, True])
def test_what_a_private_page_names_is_not_made_public_by_it(is_above, draft, person, body, client):
    closed = draft.get_parent() if is_above else draft
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    draft.save_revision().publish()
    client.logout()
    for address in (f"/people/{person.slug}/", f"/organisations/{body.slug}/"):
        assert client.get(address).status_code == 404
    for address in ("/people/", "/organisations/", "/sitemap.xml?part=1", f"/search/?q={NAME}", f"/search/?q={BODY}"):
        text = client.get(address).content.decode()
        assert person.slug not in text
        assert body.slug not in text
    assert Person.objects.get(pk=person.pk).is_new


def test_what_a_public_page_names_goes_live_with_it(draft, person, body):
    draft.save_revision().publish()
    assert Person.objects.get(pk=person.pk).live
    assert Organisation.objects.get(pk=body.pk).live


# Committees


def committee_addresses(page, council):
    known = council.seats.last().person
    yield from (page.url, known.get_absolute_url(), "/people/", "/network/", "/sitemap.xml", "/api/v2/pages/")
    yield from (f"{page.url}?page=1", "/search/?q=Unapproved", "/search/?q=purpose", "/api/search/?q=Council")
    yield from ("/network/list.json", "/network/?q=Council", f"/api/v2/pages/{page.pk}/")


def reads(client, address):
    answer = client.get(address)
    return answer.content.decode() if not answer.streaming else b"".join(answer).decode()


def test_no_way_out_tells_of_an_unapproved_committee(council, client):
    """Taken offline, or named by a page that was private when it went live: such a page is live and names it."""
    page = factories.network_page(live=False, committees=[("committee", council)])
    closed = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    page.save_revision().publish()
    closed.delete()
    client.logout()
    for address in committee_addresses(page, council):
        words = reads(client, address)
        for word in ("Unapproved Council", "Secret purpose", council.slug, NAME):
            assert word not in words, address


def test_a_committee_goes_live_with_the_page_and_brings_who_sits_on_it(council, person, client):
    page = factories.network_page(live=False, committees=[("committee", council)])
    page.save_revision().publish()
    client.logout()
    words = reads(client, page.url)
    for word in ("Unapproved Council", "Secret purpose", NAME):
        assert word in words
    assert "Unapproved Council" in reads(client, person.get_absolute_url())


def test_a_change_of_a_known_committee_waits(editor, client):
    committee = Committee(slug="council")
    committee.texts = [CommitteeText(language="en", name="The council")]
    committee.save()
    page = factories.network_page(committees=[("committee", committee)])
    fields = {"slug": "council", "status": "active", "action-publish": "1"}
    fields |= {f"texts-{name}": value for name, value in formset(1).items()}
    fields |= {f"seats-{name}": value for name, value in formset(0).items()}
    fields |= {
        "texts-0-id": CommitteeText.objects.get().pk,
        "texts-0-language": "en",
        "texts-0-name": "Spam",
        "texts-0-purpose": "null",
    }
    assert client.post(f"/admin/snippets/networks/committee/edit/{committee.pk}/", fields).status_code == 302
    committee.refresh_from_db()
    assert committee.has_unpublished_changes
    client.logout()
    assert "Spam" not in reads(client, page.url)
    assert "The council" in reads(client, page.url)


def formset(known):
    return {"TOTAL_FORMS": known, "INITIAL_FORMS": known, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}


def test_the_preview_of_a_draft_shows_the_committee_that_goes_live_with_it(council, editor, client):
    page = factories.network_page(live=False, committees=[("committee", council)])
    assert "Unapproved Council" in client.get(f"/admin/pages/{page.pk}/view_draft/").text
