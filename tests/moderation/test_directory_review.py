"""New people and organisations are read with the page that names them; changes of known ones, by themselves."""

import pytest
from django.urls import reverse

from core.models import PageTerm, Term
from core.new_rows import names_version
from moderation.approval import version_of
from moderation.submission import submit
from networks.models import Committee, CommitteeText, Organisation, Person, PersonText, Seat
from resources.models import ResourcePage
from tests import factories


@pytest.fixture
def new(editor):
    organisation = Organisation.objects.create(slug="new-body", live=False)
    organisation.texts.create(language="en", name="A New Body")
    organisation.save_revision(user=editor)
    person = Person(
        name="Nora New", slug="nora-new", live=False, organisation=organisation, website="https://new.example"
    )
    person.texts = [PersonText(language="en", role="Chief of words")]
    person.save()
    person.save_revision(user=editor)
    return person


@pytest.fixture
def url(new, editor, draft):
    page = ResourcePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    page.authors = [("author", {"name": "", "person": new, "kind": ""})]
    page.save_revision(user=editor)
    return reverse("review", args=[submit(page, editor).current_task_state.pk])


def asked(client, url):
    context = client.get(url).context
    return {"decision": "approve", "version": context["version"], "names": context["names"]}


def is_live(row):
    return type(row).objects.get(pk=row.pk).live


def test_the_review_of_a_page_shows_what_is_new_in_the_directory(url, moderator, sign_in):
    words = sign_in(moderator).get(url).content.decode()
    for part in ("New in the directory", "Nora New", "Chief of words", "new.example", "A New Body"):
        assert part in words


def test_they_go_live_with_the_page(url, new, moderator, sign_in):
    client = sign_in(moderator)
    client.post(url, asked(client, url))
    assert is_live(new)
    assert is_live(new.organisation)
    assert Person.objects.get(pk=new.pk).role == "Chief of words"


def test_an_entry_that_was_changed_meanwhile_is_read_again(url, new, draft, editor, moderator, sign_in):
    client = sign_in(moderator)
    read = asked(client, url)
    row = Person.objects.get(pk=new.pk).get_latest_revision_as_object()
    row.website = "https://spam.example"
    row.save_revision(user=editor)
    assert client.post(url, read).status_code == 409
    assert not is_live(new)
    assert not ResourcePage.objects.get(pk=draft.pk).live


def test_an_approval_without_the_names_that_were_shown_is_refused(url, new, moderator, sign_in):
    client = sign_in(moderator)
    read = asked(client, url)
    del read["names"]
    assert client.post(url, read).status_code == 409
    assert not is_live(new)


def test_nobody_approves_an_entry_of_their_own_with_somebody_elses_page(url, new, moderator, sign_in):
    row = Person.objects.get(pk=new.pk).get_latest_revision_as_object()
    row.website = "https://mine.example"
    row.save_revision(user=moderator)
    client = sign_in(moderator)
    assert "that you wrote: Nora New" in client.get(url).content.decode()
    assert client.post(url, asked(client, url)).status_code == 409
    assert not is_live(new)


def test_a_term_that_was_typed_into_the_page_is_read_with_it(url, draft, editor, moderator, sign_in):
    page = ResourcePage.objects.get(pk=draft.pk).get_latest_revision_as_object()
    typed = Term.named_or_new("topic", "Typed by Edda", "en", live=False)
    page.page_terms = [*page.page_terms.all(), PageTerm(term=typed)]
    page.save_revision(user=editor)
    client = sign_in(moderator)
    assert client.get(url).content.decode().count("Typed by Edda") > 1
    client.post(url, asked(client, url))
    assert is_live(typed)


def test_a_typed_term_that_somebody_changed_is_read_in_the_version_that_was_shown(new, editor):
    """An import names no versions: what it typed goes live with it, what was changed since has to be read."""
    page = factories.resource(live=False, terms=[typed := Term.named_or_new("topic", "Typed", "en", live=False)])
    assert names_version(page) == ""
    assert not typed.revisions.exists()
    typed.save_revision(user=editor)
    assert names_version(page) != ""


# By themselves


@pytest.fixture
def changed(editor):
    person = factories.person("Ann Lee")
    draft = Person.objects.get(pk=person.pk)
    draft.website = "https://changed.example"
    draft.save_revision(user=editor)
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def row_url(changed):
    return reverse("review_row", args=["person", changed.pk])


def newest(person):
    return version_of(Person.objects.get(pk=person.pk).get_latest_revision())


def test_moderators_see_what_waits_in_the_directory(changed, row_url, moderator, editor, sign_in):
    assert row_url in sign_in(moderator).get("/admin/").content.decode()
    assert row_url not in sign_in(editor).get("/admin/").content.decode()


def test_a_moderator_reads_what_changes_and_approves(changed, row_url, moderator, sign_in):
    client = sign_in(moderator)
    answer = client.get(row_url)
    assert [str(one.field_label()) for one in answer.context["comparison"]] == ["Web page"]
    client.post(row_url, {"version": newest(changed)})
    assert Person.objects.get(pk=changed.pk).website == "https://changed.example"


@pytest.mark.parametrize("who", ["editor", "translator", "member"])
def test_others_do_not_decide(who, request, changed, row_url, sign_in):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(row_url).status_code in {302, 403}
    client.post(row_url, {"version": newest(changed)})
    assert Person.objects.get(pk=changed.pk).website == ""


def test_a_moderator_does_not_approve_their_own_change(changed, row_url, moderator, sign_in):
    draft = changed.get_latest_revision_as_object()
    draft.website = "https://mine.example"
    draft.save_revision(user=moderator)
    assert sign_in(moderator).post(row_url, {"version": newest(changed)}).status_code == 409
    assert Person.objects.get(pk=changed.pk).website == ""


def test_a_newer_version_is_read_again(changed, row_url, editor, moderator, sign_in):
    read = newest(changed)
    draft = changed.get_latest_revision_as_object()
    draft.website = "https://spam.example"
    draft.save_revision(user=editor)
    assert sign_in(moderator).post(row_url, {"version": read}).status_code == 409
    assert Person.objects.get(pk=changed.pk).website == ""


def test_what_does_not_wait_is_not_approved_again(changed, row_url, moderator, sign_in):
    client = sign_in(moderator)
    client.post(row_url, {"version": newest(changed)})
    assert client.post(row_url, {"version": newest(changed)}).status_code == 409


def test_a_new_organisation_can_be_approved_by_itself(new, moderator, sign_in):
    row = Organisation.objects.get(slug="new-body")
    url = reverse("review_row", args=["organisation", row.pk])
    client = sign_in(moderator)
    assert "A New Body" in client.get(url).content.decode()
    client.post(url, {"version": version_of(row.get_latest_revision())})
    assert is_live(row)


@pytest.fixture
def council(new, editor):
    committee = Committee(slug="new-council", live=False)
    committee.texts = [CommitteeText(language="en", name="The New Council")]
    committee.seats = [Seat(person=new)]
    committee.save()
    committee.save_revision(user=editor)
    return committee


def test_a_row_is_approved_with_what_it_brings(council, new, moderator, sign_in):
    url = reverse("review_row", args=["committee", council.pk])
    client = sign_in(moderator)
    answer = client.get(url)
    for words in ("The New Council", "Nora New", "Chief of words", "A New Body"):
        assert words in answer.content.decode()
    read = {name: answer.context[name] for name in ("version", "names")}
    assert client.post(url, read | {"names": ""}).status_code == 409
    client.post(url, read)
    assert is_live(council)
    assert is_live(new)
    assert is_live(new.organisation)


@pytest.mark.parametrize("empty", ["", "<p></p>", '<p data-block-key="a1"></p>', "<p><br/></p>\n<p>\u00a0</p>"])
def test_an_empty_purpose_is_no_change(empty, council, editor, moderator, sign_in):
    draft = council.get_latest_revision_as_object()
    for text in draft.texts.all():
        text.purpose = empty
    draft.save_revision(user=editor)
    words = sign_in(moderator).get(reverse("review_row", args=["committee", council.pk])).text
    assert "The New Council" in words
    assert "only the formatting" not in words
    assert "Purpose" not in words


def test_nobody_approves_an_entry_of_their_own_with_another_row(council, new, moderator, sign_in):
    new.save_revision(user=moderator)
    row = Person.objects.get(pk=new.pk).get_latest_revision_as_object()
    row.website = "https://mine.example"
    row.save_revision(user=moderator)
    url = reverse("review_row", args=["committee", council.pk])
    client = sign_in(moderator)
    context = client.get(url).context
    assert client.post(url, {name: context[name] for name in ("version", "names")}).status_code == 409
    assert not is_live(council)


def test_a_name_that_another_row_has_by_now_is_told(new, moderator, sign_in):
    draft = Organisation.objects.get(slug="new-body").get_latest_revision_as_object()
    draft.slug = "taken"
    draft.save_revision(user=new.get_latest_revision().user)
    other = factories.organisation("Harbour Clinic")
    Organisation.objects.filter(pk=other.pk).update(slug="taken")
    url = reverse("review_row", args=["organisation", draft.pk])
    client = sign_in(moderator)
    answer = client.post(url, {"version": client.get(url).context["version"]})
    assert answer.status_code == 409
    assert not is_live(draft)


@pytest.mark.parametrize("kind", ["seat", "user", "page"])
def test_other_rows_have_no_such_page(kind, changed, moderator, sign_in):
    assert sign_in(moderator).get(reverse("review_row", args=[kind, changed.pk])).status_code == 404
