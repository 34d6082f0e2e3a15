"""The editor's form, posted as an editor's browser does."""

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from wagtail import hooks
from wagtail.admin.rich_text.editors.draftail import DraftailRichTextArea
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import PageTerm, Term
from events.models import EventPage, WebinarSeriesPage, WebinarSummaryPage
from home.models import StandardPage
from networks.models import NetworkPage
from resources.models import ResourcePage
from tests import factories


def fields_of(model, **given):
    """What the browser sends for an empty form of this type, with `given` filled in."""
    form = model.get_edit_handler().get_form_class()(instance=model(), for_user=None)
    empty = {}
    for name, field in form.fields.items():
        stream = hasattr(field, "block")
        rich = isinstance(field.widget, DraftailRichTextArea)
        initial = form[name].value()
        plain = "" if initial is None or not isinstance(initial, str | int) or initial is False else initial
        empty[name] = streamfield([]) if stream else rich_text("") if rich else plain
    empty |= {f"{prefix}": inline_formset([]) for prefix in form.formsets}
    wanted = empty | {"title": "A title", "slug": "a-slug", "action-submit": "yes"} | given
    chosen = {name: value for name, value in wanted.items() if isinstance(value, list)}
    return (
        nested_form_data({name: wanted[name] for name in wanted.keys() - chosen if wanted[name] is not None}) | chosen
    )


def create(client, model, parent, **given):
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    return client.post(address, fields_of(model, **given))


def draft(answer, model):
    assert answer.status_code == 302, answer.context["form"].errors
    return model.objects.get(slug="a-slug").get_latest_revision_as_object()


NOT_YET = {"action-submit": None}
PLACES = [
    (EventPage, factories.event_index),
    (WebinarSeriesPage, factories.webinar_index),
    (WebinarSummaryPage, factories.webinar_index),
    (ResourcePage, factories.resource_index),
    (NetworkPage, factories.network_index),
    (StandardPage, factories.home),
]


@pytest.mark.parametrize(("model", "place"), PLACES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_draft_of_each_kind_may_hold_nothing_but_a_title(editor, model, place):
    page = draft(create(editor, model, place(), **NOT_YET), model)
    assert page.title == "A title"
    assert not page.live


@pytest.mark.parametrize(("model", "place"), PLACES, ids=lambda value: getattr(value, "__name__", ""))
def test_the_form_of_each_kind_opens_empty_and_filled(editor, model, place):
    parent = place()
    assert (
        editor.get(f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/").status_code == 200
    )
    create(editor, model, parent, **NOT_YET)
    assert editor.get(f"/admin/pages/{Page.objects.get(slug='a-slug').pk}/edit/").status_code == 200


def test_terms_are_kept_on_the_first_draft(editor):
    region, topic = factories.term("region", "BC"), factories.term("topic", "Housing")
    answer = create(
        editor, EventPage, factories.event_index(), terms_region=[region.pk], terms_topic=[topic.pk], **NOT_YET
    )
    assert set(draft(answer, EventPage).terms) == {region, topic}


def test_a_term_that_is_not_in_the_list_is_made_in_the_editors_language(editor):
    factories.term("topic", "Housing")
    answer = create(editor, EventPage, factories.event_index(), terms_topic_new=" Grief ; housing", **NOT_YET)
    assert [term.label for term in draft(answer, EventPage).terms] == ["Grief", "Housing"]
    assert Term.objects.of("topic").count() == 2
    assert Term.objects.get(slug="grief").labels.get().language == "en"


def test_whoever_may_not_add_terms_is_told_so(editor):
    group = Group.objects.get(name="Editors")
    group.permissions.remove(*group.permissions.filter(codename="add_term"))
    answer = create(editor, EventPage, factories.event_index(), terms_topic_new="Grief", **NOT_YET)
    assert answer.context["form"].errors["terms_topic"] == ["You cannot add terms. Choose one from the list."]
    assert "Not in the list?" not in answer.text
    assert not Term.objects.exists()


def test_terms_that_were_chosen_survive_an_error_elsewhere(editor):
    topic = factories.term("topic", "Housing")
    answer = create(
        editor, EventPage, factories.event_index(), terms_topic=[topic.pk], start_date="not a date", **NOT_YET
    )
    assert answer.status_code == 200
    assert f'value="{topic.pk}" id="id_terms_topic_0_0" checked' in " ".join(answer.text.split())


def test_terms_of_an_edited_page_are_replaced(editor):
    old, new = factories.term("topic", "Housing"), factories.term("topic", "Grief")
    page = factories.event(terms=[old], slug="a-slug")
    form = fields_of(EventPage, terms_topic=[new.pk], **NOT_YET)
    assert editor.post(f"/admin/pages/{page.pk}/edit/", form).status_code == 302
    assert EventPage.objects.get(pk=page.pk).get_latest_revision_as_object().terms == [new]
    assert PageTerm.objects.get(page=page).term == old, "the live page changes only when the draft goes live"


def test_a_new_page_takes_the_region_of_its_section(editor):
    section, region = factories.event_index(), factories.term("region", "Northern BC")
    PageTerm.objects.create(page=section, term=region)
    page = editor.get(f"/admin/pages/add/events/eventpage/{section.pk}/").text
    assert f'value="{region.pk}" id="id_terms_region_0_0" checked' in " ".join(page.split())


def test_what_keeps_a_page_from_review_stands_at_its_field(editor):
    answer = editor.get(create(editor, EventPage, factories.event_index()).url)
    errors = answer.context["form"].errors
    assert {"start_date", "organisations"} <= set(errors)
    assert "Give the date, or say that it will be announced." in answer.text


def test_a_complete_event_goes_to_review(editor):
    answer = create(
        editor,
        EventPage,
        factories.event_index(),
        start_date=str(datetime.date.today()),
        start_time="10:00",
        end_time="11:30",
        mode="online",
        introduction=rich_text("<p>What it is about.</p>"),
        organisations=streamfield([("organisation", {"role": "host", "organisation": "", "name": "The host"})]),
        registration_url="",
    )
    page = draft(answer, EventPage)
    assert page.current_workflow_state is not None


def test_a_page_can_be_previewed_while_it_is_incomplete(editor):
    page = factories.event(slug="a-slug", live=False)
    address = f"/admin/pages/{page.pk}/edit/preview/"
    answer = editor.post(address, fields_of(EventPage, title="Half written", **NOT_YET))
    assert answer.json() == {"is_valid": True, "is_available": True}


def test_two_versions_can_be_compared(editor):
    page = factories.event(slug="a-slug")
    first, second = page.get_latest_revision(), page.save_revision()
    assert editor.get(f"/admin/pages/{page.pk}/revisions/compare/{first.pk}...{second.pk}/").status_code == 200


# What is wrong


def test_all_that_is_wrong_is_said_in_one_try(editor):
    """What a field refuses, what a block lacks and what the rules ask for, each at its field."""
    host = {"role": "", "organisation": "", "name": ""}
    given = {"registration_url": "nowhere", "start_date": "", "organisations": streamfield([("organisation", host)])}
    answer = create(editor, EventPage, factories.event_index(), **given)
    errors = answer.context["form"].errors
    assert {"registration_url", "start_date", "start_time", "organisations"} <= errors.keys()
    assert not {"path", "depth", "__all__"} & errors.keys()


def test_fields_stand_open_for_the_answers_to_which_they_apply(editor):
    page = editor.get(f"/admin/pages/add/events/eventpage/{factories.event_index().pk}/").text
    assert 'data-shown-if="precision" data-shown-values="exact day"' in page
    assert 'data-shown-if="condition" data-shown-values="postponed" data-shown-filled' in page
    # Without the script nothing is hidden.
    assert "data-shown-values" not in "".join(re.findall(r"<[^>]* hidden[ >]", page))


# A term that was typed is made with the page


def test_a_form_that_is_refused_makes_no_term_and_keeps_what_was_typed(editor):
    answer = create(editor, EventPage, factories.event_index(), title="", terms_topic_new="Grief", **NOT_YET)
    assert answer.status_code == 200
    assert not Term.objects.exists()
    assert 'name="terms_topic_new" value="Grief"' in answer.text


def test_a_preview_makes_no_term_and_shows_what_was_typed(editor):
    address = f"/admin/pages/add/events/eventpage/{factories.event_index().pk}/preview/"
    fields = fields_of(EventPage, terms_topic_new="Grief", start_date="2030-01-01", **NOT_YET)
    assert editor.post(address, fields).json()["is_valid"]
    assert "Grief" in editor.get(address + "?mode=").text
    assert not Term.objects.exists()


def test_a_term_that_was_typed_counts_for_the_rules(editor):
    fields, parent = fields_of(ResourcePage, terms_category_new="Grief"), factories.resource_index()
    form = ResourcePage.get_edit_handler().get_form_class()(fields, instance=ResourcePage(), parent_page=parent)
    form.is_valid()
    assert "terms_category" not in form.errors


def test_a_term_that_was_typed_is_taken_back_with_the_page(editor, monkeypatch):
    parent = factories.event_index()
    monkeypatch.setattr("wagtail.models.Page.save", lambda *_args, **_more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        create(editor, EventPage, parent, terms_topic_new="Grief", **NOT_YET)
    assert not Term.objects.exists()


def fails(*_args):
    raise ZeroDivisionError


def test_what_fails_after_a_page_was_made_leaves_neither_term_nor_page(editor):
    parent = factories.event_index()
    with hooks.register_temporarily("after_create_page", fails), pytest.raises(ZeroDivisionError):
        create(editor, EventPage, parent, terms_topic_new="Grief", **NOT_YET)
    parent.refresh_from_db()
    assert (parent.numchild, EventPage.objects.count(), Term.objects.count()) == (0, 0, 0)


@pytest.mark.parametrize("is_live", [True, False])
def test_what_fails_after_a_page_was_edited_leaves_neither_term_nor_version(is_live, editor):
    page = factories.event(slug="a-slug", live=is_live)
    before = page.revisions.count(), Term.objects.count()
    with hooks.register_temporarily("after_edit_page", fails), pytest.raises(ZeroDivisionError):
        editor.post(f"/admin/pages/{page.pk}/edit/", fields_of(EventPage, terms_topic_new="Grief", **NOT_YET))
    assert (page.revisions.count(), Term.objects.count()) == before
    assert EventPage.objects.get(pk=page.pk).title != "A title"


def test_a_term_that_was_typed_stands_on_an_edited_live_page(editor):
    page = factories.event(slug="a-slug")
    editor.post(f"/admin/pages/{page.pk}/edit/", fields_of(EventPage, terms_topic_new="Grief", **NOT_YET))
    draft_terms = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object().terms_of("topic")
    assert [term.label for term in draft_terms] == ["Grief"]


def test_two_typed_terms_without_latin_letters_are_two(editor):
    answer = create(editor, EventPage, factories.event_index(), terms_topic_new="悲伤; 住房; 悲伤", **NOT_YET)
    assert [term.label for term in draft(answer, EventPage).terms] == ["悲伤", "住房"]


# Addresses that follow from the title


def autosave(client, model, parent, **given):
    address = f"/admin/pages/add/{model._meta.app_label}/{model._meta.model_name}/{parent.pk}/"
    return client.post(address, fields_of(model, **NOT_YET, **given), HTTP_ACCEPT="application/json")


def test_a_second_page_of_the_same_title_gets_an_address_of_its_own(editor):
    parent = factories.event_index()
    factories.event(title="Dialogue", slug="dialogue")
    answer = autosave(editor, EventPage, parent, title="Dialogue", slug="dialogue")
    assert answer.json()["field_updates"]["slug"] == "dialogue-1"
    assert EventPage.objects.get(pk=answer.json()["pk"]).slug == "dialogue-1"


def test_a_title_alone_makes_an_address(editor):
    answer = autosave(editor, EventPage, factories.event_index(), title="Dialogue and supper", slug="")
    assert answer.json()["field_updates"]["slug"] == "dialogue-and-supper"


@pytest.mark.parametrize("title", ["Feed", "Calendar.ics", "Search"])
def test_a_title_that_is_an_address_of_the_site_makes_another_address(editor, title):
    wanted = title.lower().replace(".", "")
    answer = autosave(editor, EventPage, factories.event_index(), title=title, slug=wanted)
    assert answer.json()["success"], answer.json()


def test_an_address_that_somebody_typed_is_not_changed(editor):
    factories.event(slug="taken")
    answer = create(editor, EventPage, factories.event_index(), title="Another title", slug="taken")
    assert "slug" in answer.context["form"].errors


def test_the_address_of_a_page_that_was_live_stays(editor):
    page = factories.event(title="Dialogue", slug="elsewhere")
    factories.event(slug="dialogue")
    answer = editor.post(
        f"/admin/pages/{page.pk}/edit/", fields_of(EventPage, **NOT_YET, title="Dialogue", slug="dialogue")
    )
    assert "slug" in answer.context["form"].errors


@pytest.mark.parametrize(("model", "parent"), PLACES)
def test_a_page_that_was_never_saved_can_be_looked_at(editor, model, parent):
    section = parent()
    place = f"{model._meta.app_label}/{model._meta.model_name}/{section.pk}"
    address = f"/admin/pages/add/{place}/preview/"
    assert editor.post(address, fields_of(model, **NOT_YET)).json()["is_valid"]
    answer = editor.get(address)
    assert answer.status_code == 200
    assert "A title" in answer.content.decode()
