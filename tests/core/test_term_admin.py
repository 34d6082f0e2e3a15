import pytest
from wagtail.models import WorkflowPage
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.models import PageTerm, Term, TermLabel
from tests import factories


@pytest.fixture
def staff(client, db):
    client.force_login(factories.user(is_superuser=True))
    return client


def posted(term, name, **changes):
    label = {"id": term.labels.get().pk, "language": "en", "label": name, "short": "", "synonyms": ""}
    fields = {"vocabulary": term.vocabulary, "slug": term.slug, "parent": "", "sort_order": 0}
    return nested_form_data(fields | changes | {"labels": inline_formset([label], initial=1)})


def test_the_list_says_which_names_are_missing_and_how_often_a_term_is_used(staff):
    term = factories.term("topic", "Peer support")
    factories.event(terms=[term])
    page = staff.get("/admin/snippets/core/term/").text
    assert "– missing –" in page
    assert "Peer support" in page


@pytest.mark.parametrize(("language", "other"), [("en", "fr"), ("fr", "en")])
def test_the_list_says_each_name_once(client, db, language, other):
    factories.term("topic", "Peer support")
    client.force_login(factories.user(is_superuser=True, language=language))
    columns = [column.name for column in client.get("/admin/snippets/core/term/").context["table"].columns.values()]
    assert f"name_{language}" not in columns
    assert f"name_{other}" in columns


def test_the_list_can_be_narrowed_to_names_that_are_missing(staff):
    named, unnamed = factories.term("topic", "Housing"), factories.term("topic", "Grief")
    TermLabel.objects.create(term=named, language="fr", label="Logement")
    page = staff.get("/admin/snippets/core/term/?missing=fr&vocabulary=topic").text
    assert unnamed.label in page
    assert named.label not in page


def test_the_menu_speaks_the_language_of_whoever_looks(client, db):
    client.force_login(factories.user(is_superuser=True, language="fr"))
    page = client.get("/admin/snippets/core/term/").text
    assert "Termes sans nom en fran" in page
    assert "Terms without a name" not in page


@pytest.mark.parametrize(("words", "found"), [("peer", True), ("pairs", True), ('a"b', False), ("x" * 500, False)])
def test_terms_are_found_by_any_of_their_names(staff, words, found):
    term = factories.term("topic", "Peer support")
    TermLabel.objects.create(term=term, language="fr", label="Soutien par les pairs")
    answer = staff.get("/admin/snippets/core/term/", {"q": words})
    assert ("Peer support" in answer.text) == found


def test_a_search_for_nonsense_breaks_nothing(staff):
    assert staff.get("/admin/snippets/core/term/", {"q": "\0x"}).status_code == 200


def test_a_rename_keeps_the_old_address(staff):
    WorkflowPage.objects.all().delete()
    term = factories.term("topic", "Peer support")
    asked = posted(term, "Peers", slug="peers") | {"action-publish": "1"}
    answer = staff.post(f"/admin/snippets/core/term/edit/{term.pk}/", asked)
    assert answer.status_code == 302
    assert Term.objects.named("topic", ["peer-support"]).get().label == "Peers"


def test_a_new_term_needs_no_address(staff):
    labels = inline_formset([{"language": "en", "label": "Harm reduction", "short": "", "synonyms": ""}])
    fields = {"vocabulary": "topic", "slug": "", "parent": "", "sort_order": 0, "labels": labels}
    assert staff.post("/admin/snippets/core/term/add/", nested_form_data(fields)).status_code == 302
    assert Term.objects.get().slug == "harm-reduction"


def test_a_merge_says_first_how_many_pages_it_touches(staff):
    old, new = factories.term("topic", "Safe supply"), factories.term("topic", "Safer supply")
    factories.event(terms=[old])
    answer = staff.post(f"/admin/snippets/core/term/merge/{old.pk}/", {"target": new.pk})
    assert "1 page has this term" in answer.text
    old.refresh_from_db()
    assert old.merged_into is None


def test_a_merge_moves_pages_and_whatever_else_has_the_term(staff):
    old, new = factories.term("region", "VIHA"), factories.term("region", "Island Health")
    event, both = factories.event(terms=[old]), factories.event(terms=[old, new])
    body = factories.organisation(region=old)
    staff.post(f"/admin/snippets/core/term/merge/{old.pk}/", {"target": new.pk, "confirmed": "yes"})
    assert list(PageTerm.objects.filter(page__in=[event, both]).values_list("term", flat=True)) == [new.pk, new.pk]
    body.refresh_from_db()
    assert body.region == new


def test_a_draft_that_carries_a_merged_term_shows_the_one_it_became(staff):
    old, new = factories.term("topic", "Safe supply"), factories.term("topic", "Safer supply")
    event = factories.event(terms=[old])
    old.merge_into(new)
    assert event.get_latest_revision_as_object().terms == [new]


@pytest.mark.parametrize("target", ["", "0", "self", "other-vocabulary", "part"])
def test_a_merge_into_the_wrong_term_is_refused(staff, target):
    term, elsewhere = factories.term("region", "BC"), factories.term("topic", "Grief")
    part = Term.objects.create(vocabulary="region", slug="surrey", parent=term)
    wrong = {"self": term.pk, "other-vocabulary": elsewhere.pk, "part": part.pk}.get(target, target)
    address = f"/admin/snippets/core/term/merge/{term.pk}/"
    assert staff.post(address, {"target": wrong, "confirmed": "yes"}).status_code == 200
    assert not Term.objects.exclude(merged_into=None).exists()


def test_only_those_who_may_delete_terms_merge_them(client, db):
    term = factories.term("region", "BC")
    client.force_login(factories.user())
    assert client.get(f"/admin/snippets/core/term/merge/{term.pk}/").status_code == 302
