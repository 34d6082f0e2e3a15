"""Rows that nobody approved yet: a stranger meets their words at no address, whichever page names them.

Such a page is one that was private when it went live, and was opened later. The walk is that of `test_nothing_leaks`.
"""

import pytest
from django.contrib.auth.models import Group

from core.models import GlossaryEntry, GlossaryMeaning, PageTerm, PreferredWord, Term, TermLabel
from core.new_rows import new_rows, reviewed_models, waiting
from moderation.groups import set_up_groups
from networks.models import Committee, CommitteeText, Organisation, OrganisationText, Person, Seat
from tests import factories
from tests.core.test_nothing_leaks import LEAK, leaks, walk

pytestmark = pytest.mark.django_db
VOCABULARIES = ("category", "population", "region", "type", "event-type", "audience", "topic", "language")


def term(vocabulary, live=False, **fields):
    made = Term(vocabulary=vocabulary, slug=f"{LEAK}-{vocabulary}", live=live, **fields)
    made.labels = [TermLabel(language="en", label=f"{LEAK} {vocabulary}", synonyms=f"{LEAK} other")]
    made.save()
    return made


def organisation():
    made = Organisation(slug=f"{LEAK}-body", live=False)
    made.texts = [OrganisationText(language="en", name=f"{LEAK} body")]
    made.save()
    return made


def committee(*seats, **fields):
    made = Committee(**fields)
    made.texts = [CommitteeText(language="en", name=f"{made.slug} name", purpose=f"<p>{made.slug} purpose</p>")]
    made.seats = list(seats)
    made.save()
    return made


@pytest.fixture
def rows(home):
    """One of each kind that nobody approved, and approved ones that name them."""
    body = organisation()
    somebody = Person.objects.create(slug=f"{LEAK}-person", name=f"{LEAK} person", live=False)
    terms = [term(vocabulary) for vocabulary in VOCABULARIES]
    group, sector = term("finding-group"), term("sector")
    entry = GlossaryEntry(acronym=LEAK.upper()[:20], live=False)
    entry.meanings = [GlossaryMeaning(language="en", meaning=f"{LEAK} meaning")]
    entry.save()
    PreferredWord.objects.create(language="en", avoided=LEAK, preferred=f"{LEAK} better", live=False)
    council = committee(Seat(person=factories.person("Ann Public")), slug=f"{LEAK}-council", live=False)
    factories.person("Ben Public", organisation=body)
    factories.organisation("The public one", sector=sector, region=terms[2])
    below = factories.term("region", "A part that is public")
    Term.objects.filter(pk=below.pk).update(parent=terms[2])
    known = committee(Seat(person=somebody), Seat(organisation=body), slug="known")
    return {"terms": terms, "group": group, "committees": [council, known], "below": below}


@pytest.fixture
def pages(rows, close):
    """Pages that name the rows, and that are open today."""
    seen = {"category": "Principles", "region": "BC", "language": "English"}
    public = [factories.term(*pair) for pair in seen.items()] + [rows["below"]]
    findings = [("group", {"heading": "", "group": rows["group"], "items": ["<p>A finding</p>"]})]
    made = [
        factories.event(live=False, terms=rows["terms"]),
        factories.summary(live=False, terms=rows["terms"]),
        factories.resource(live=False, terms=public + rows["terms"], findings=findings),
        factories.network_page(live=False, committees=[("committee", one) for one in rows["committees"]]),
    ]
    doors = [close(page) for page in made]
    for page in made:
        page.save_revision().publish()
    for door in doors:
        door.delete()
    return made


def test_a_stranger_meets_no_row_that_nobody_approved(pages, client, commit):
    assert {model for model in reviewed_models() if waiting(model).exists()} == set(reviewed_models())
    commit()
    assert leaks(client) == []


def test_nobody_is_told_where_they_would_stand(pages, rows, client, commit):
    commit()
    for one in [*rows["terms"], *Person.objects.filter(live=False), *Organisation.objects.filter(live=False)]:
        answer = client.get(one.get_absolute_url())
        assert answer.status_code == 404
    for vocabulary in VOCABULARIES:
        everything = client.get("/resources/list.json").json()
        assert (
            client.get(f"/resources/list.json?{vocabulary}={LEAK}-{vocabulary}").json()["total"] == everything["total"]
        )


def test_a_part_of_what_is_not_approved_stands_in_the_lists(pages, client, commit):
    commit()
    assert "A part that is public" in client.get("/resources/").text


def test_all_of_it_is_met_once_the_pages_go_live_in_the_open(pages, client, commit):
    for page in pages:
        page.save_revision().publish()
    commit()
    assert not [page for page in pages if new_rows(page)]
    words = " ".join(text for _path, _answer, text in walk(client, ["/", "/resources/", "/events/", "/network/"]))
    for name in ("category", "region", "topic", "event-type"):
        assert f"{LEAK} {name}" in words
    assert f"{LEAK}-council name" in words


def test_the_terms_of_a_draft_are_those_that_go_live_with_it(rows):
    page = factories.event(live=True)
    page.page_terms = [PageTerm(term=rows["terms"][6])]
    page.save_revision()
    assert [one.slug for one in page.get_latest_revision_as_object().terms] == [f"{LEAK}-topic"]
    assert type(page).objects.get(pk=page.pk).terms == []


# The forms of words


@pytest.fixture
def editor(client, home):
    set_up_groups()
    person = factories.user("edda@example.org")
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def below(name, **values):
    """One row of an inline form."""
    counts = {"TOTAL_FORMS": 1, "INITIAL_FORMS": int("id" in values), "MIN_NUM_FORMS": 1, "MAX_NUM_FORMS": 1000}
    rows = {f"{name}-0-{field}": value for field, value in values.items()}
    return {f"{name}-{field}": value for field, value in counts.items()} | rows


@pytest.mark.parametrize("button", ["action-publish", ""])
@pytest.mark.parametrize(
    ("url", "fields"),
    [
        (
            "/admin/snippets/core/term/",
            {"vocabulary": "topic", "slug": "new", "sort_order": 0} | below("labels", language="en", label="New"),
        ),
        ("/admin/snippets/core/glossaryentry/", {"acronym": "NEW"} | below("meanings", language="en", meaning="New")),
    ],
)
def test_what_an_editor_adds_is_a_draft(url, fields, button, editor, client):
    assert client.post(f"{url}add/", fields | ({button: "1"} if button else {})).status_code == 302
    added = [row for model in (Term, GlossaryEntry) for row in model.objects.all()]
    assert [row.is_new for row in added] == [True]
    assert added[0].get_latest_revision().user == editor


def test_an_editors_change_of_a_known_term_waits(editor, client):
    known = factories.term("topic", "Grief")
    page = factories.event(terms=[known])
    row = below("labels", id=TermLabel.objects.get(term=known).pk, language="en", label="Spam")
    fields = {"vocabulary": "topic", "slug": "grief", "sort_order": 0, "action-publish": "1"} | row
    assert client.post(f"/admin/snippets/core/term/edit/{known.pk}/", fields).status_code == 302
    assert Term.objects.get(pk=known.pk).has_unpublished_changes
    client.logout()
    words = client.get(page.url).text
    assert "Grief" in words
    assert "Spam" not in words


def test_a_term_typed_into_a_page_goes_live_with_it(editor):
    page = factories.event(live=False)
    made = Term.named_or_new("topic", "Typed", "en", live=False)
    page.page_terms = [PageTerm(term=made)]
    page.save_revision().publish()
    assert Term.objects.get(pk=made.pk).live
    assert [one.label for one in type(page).objects.get(pk=page.pk).terms] == ["Typed"]
