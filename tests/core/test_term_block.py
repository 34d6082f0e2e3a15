import pytest
from wagtail.test.utils.form_data import rich_text, streamfield

from core.blocks.term_block import TermBlock
from core.models import Term
from tests import factories
from tests.core.test_page_form import fields_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("posted", ["", "no number", None])
def test_nothing_chosen_is_nothing(posted):
    block = TermBlock("topic", required=False)
    assert block.value_from_datadict({"term": posted}, {}, "term") is None


def test_the_chosen_term_comes_back_and_shows_in_the_drop_down():
    term = factories.term("topic", "Stigma")
    block = TermBlock("topic")
    assert block.value_from_datadict({"term": str(term.pk)}, {}, "term") == term
    assert block.get_form_state(term) == [str(term.pk)]


def test_a_merged_term_reads_as_the_one_it_became():
    old, new = factories.term("topic", "Old"), factories.term("topic", "New")
    old.merge_into(new)
    assert TermBlock("topic").to_python(old.pk) == new


# In the preview


def new_term(vocabulary, label, live=False):
    term = Term.new(vocabulary, label, "en")
    term.live = live
    term.save()
    return term


def preview(editor, page, **fields):
    """What the window beside the form shows after this was typed, term made meanwhile or not."""
    address = f"/admin/pages/{page.pk}/edit/preview/"
    assert editor.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    answer = editor.post(address, fields_of(type(page), title=page.title, slug=page.slug, **fields))
    assert answer.json()["is_valid"]
    return editor.get(address).text


@pytest.mark.parametrize("live", [False, True])
def test_a_group_of_findings_shows_in_the_preview(editor, live):
    page = factories.resource(live=False)
    group = new_term("finding-group", "What helps", live)
    items = streamfield([("item", rich_text("<p>A finding</p>"))])
    value = {"group": group.pk, "heading": "", "items": items}
    assert ">What helps</span>" in preview(editor, page, findings=streamfield([("group", value)]))


@pytest.mark.parametrize("live", [False, True])
def test_a_kind_of_material_shows_in_the_preview(editor, live):
    page = factories.summary(live=False)
    value = {"title": "The slides", "kind": new_term("material-type", "A set of slides", live).pk}
    value |= {"target-type": "", "url": "https://example.org", "page": "", "document": "", "note": "", "date": ""}
    value |= {"language": "", "format": "", "size_kb": ""}
    shown = preview(editor, page, materials=streamfield([("material", value)]))
    assert "The slides" in shown
    assert '<span class="type">A set of slides</span>' in shown


def test_what_nobody_approved_shows_in_a_draft_alone(client):
    group = new_term("finding-group", "What helps")
    findings = [("group", {"group": group, "heading": "", "items": ["<p>A finding</p>"]})]
    page = factories.resource(findings=findings)
    Term.objects.filter(pk=group.pk).update(live=False)
    assert "What helps" in page.get_latest_revision_as_object().make_preview_request().text
    assert "What helps" not in client.get(page.url).text
