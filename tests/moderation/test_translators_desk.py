"""The translator sees what is to be done: what has no translation, what has gaps, and what changed in English since."""

import json
import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail import hooks
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from moderation.translating.desk import ToTranslate
from moderation.translating.unfinished import Standing, originals_for
from tests import factories

REPORT = "/admin/reports/translations/"


@pytest.fixture
def french(groups):
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def page(french):
    return factories.standard_page(title="Tea & talk", lead="In English")


@pytest.fixture
def copy(page, french, translator):
    """The French page, translated side by side; its words are still to come."""
    translate_object(factories.home(), [french], user=translator)
    translate_object(page, [french], user=translator)
    return page.get_translation(french)


def translate_all(page):
    of_page = Translation.objects.get(source__object_id=page.translation_key)
    for segment in of_page.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string, locale=of_page.target_locale, context=segment.context, data="En français"
        )


def change(page, **fields):
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def standing(page, person, locale):
    return originals_for(person, locale).get(pk=page.pk).standing


def test_a_page_without_a_translation(page, french, translator):
    assert standing(page, translator, french) == Standing.MISSING


def test_a_page_of_which_passages_are_missing(page, copy, french, translator):
    found = originals_for(translator, french).get(pk=page.pk)
    assert (found.standing, found.passages > 1, found.twin_pk) == (Standing.PARTLY, True, copy.pk)


def test_a_page_that_is_translated(page, copy, french, translator):
    translate_all(page)
    assert standing(page, translator, french) == Standing.DONE


def test_a_page_that_changed_since(page, copy, french, translator):
    translate_all(page)
    change(page, lead="Changed")
    assert standing(page, translator, french) == Standing.CHANGED


def test_a_translation_made_by_hand_is_as_old_as_its_version(page, french, translator):
    factories.in_french(page).save_revision()
    assert standing(page, translator, french) == Standing.DONE
    change(page, lead="Changed")
    assert standing(page, translator, french) == Standing.CHANGED


def test_lists_what_a_person_may_see_and_edit_and_no_drafts(page, french, translator, member, close):
    hidden = factories.standard_page()
    close(hidden, factories.user().groups.create(name="A closed circle"))
    draft = factories.standard_page(live=False)
    found = originals_for(translator, french)
    keys = set(found.values_list("pk", flat=True))
    assert page.pk in keys
    assert keys.isdisjoint({hidden.pk, draft.pk})
    assert not originals_for(member, french).exists()


# The desk and the report


def test_the_desk_of_a_translator_says_what_is_to_be_done(page, french, translator, sign_in):
    desk = sign_in(translator).get("/admin/").text
    assert "Tea &amp; talk" in desk
    assert reverse("wagtail_localize:submit_page_translation", args=[page.pk]) in desk
    assert f"{REPORT}?into=fr" in desk


def test_the_report_lists_pages_without_a_translation_and_narrows(page, copy, translator, sign_in):
    other = factories.standard_page(title="Alone")
    client = sign_in(translator)
    assert {"Tea &amp; talk", "Alone"} <= set(re.findall(r"Tea &amp; talk|Alone", client.get(REPORT).text))
    assert "Tea &amp; talk" not in client.get(REPORT, {"standing": Standing.MISSING}).text
    assert other.title in client.get(REPORT, {"standing": Standing.MISSING}).text
    translate_all(page)
    assert "Tea &amp; talk" not in client.get(REPORT).text
    assert "Tea &amp; talk" in client.get(REPORT, {"standing": "all"}).text


def test_the_report_is_for_those_who_translate(page, member, sign_in):
    assert sign_in(member).get(REPORT).status_code == 302


def test_a_site_of_one_language_has_nothing_to_translate(translator, sign_in):
    assert not Locale.objects.exclude(language_code="en").exists()
    assert sign_in(translator).get(REPORT).status_code == 200
    assert sign_in(translator).get("/admin/").status_code == 200


def costs_of(ask):
    """Of three times, with more pages each time. The first to come fills what is remembered."""
    costs = []
    for _round in range(3):
        with CaptureQueriesContext(connection) as queries:
            ask()
        costs.append(len(queries))
        for _number in range(8):
            factories.standard_page()
    return costs[1:]


def test_the_report_costs_the_same_for_any_rows(page, translator, sign_in):
    client = sign_in(translator)
    few, many = costs_of(lambda: client.get(REPORT))
    assert few == many <= 40


def test_the_desk_costs_the_same_for_any_rows(page, translator, sign_in):
    client = sign_in(translator)
    few, many = costs_of(lambda: client.get("/admin/"))
    assert few == many


def test_the_panel_adds_few_queries_to_the_desk(page, translator, rf):
    request = rf.get("/admin/")
    request.user = translator
    few, many = costs_of(lambda: ToTranslate().get_context_data({"request": request}))
    assert few == many <= 6


# The editor


def test_the_editor_says_that_the_original_changed_and_leads_to_it(page, copy, translator, sign_in):
    client = sign_in(translator)
    address = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert "was changed after this translation" not in client.get(address).text
    change(page, lead="Changed", title="Tea & more talk")
    shown = client.get(address).text
    assert "was changed after this translation" in shown
    assert "2 passages are new or different" in shown
    source = Translation.objects.get(source__object_id=page.translation_key).source
    assert reverse("wagtail_localize:update_translations", args=[source.pk]) in shown
    compare = re.search(rf"/admin/pages/{page.pk}/revisions/compare/\w+\.\.\.live/", shown)
    assert "Changed" in client.get(compare[0]).text
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    assert "was changed after this translation" not in client.get(address).text


def test_the_original_is_shown_as_it_is_written(page, copy, translator, sign_in):
    shown = sign_in(translator).get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).text
    props = json.loads(unescape(re.search(r'data-props="([^"]*)"', shown)[1]))
    assert "Tea & talk" in [segment.get("source") for segment in props["segments"]]
    assert not props["perms"]["canDelete"]


# Words


@pytest.mark.parametrize("menu", ["register_reports_menu_item", "register_settings_menu_item"])
def test_menus_are_in_the_language_of_whoever_looks(menu):
    """An entry is made once: words that are looked up then would stay in the language of the first who came."""
    ours = [hook for hook, _order in hooks._hooks[menu] if not hook.__module__.startswith("wagtail")]
    for hook in ours:
        with translation.override("fr"):
            in_french = str(hook().label)
        item = hook()
        with translation.override("fr"):
            assert str(item.label) == in_french, hook


def test_the_other_list_of_translations_is_not_in_the_menu(page, translator, sign_in):
    menu = sign_in(translator).get("/admin/").text
    assert REPORT in menu
    assert reverse("wagtail_localize:translations_report") not in menu


def test_a_language_is_no_region_in_french():
    with translation.override("fr"):
        assert translation.gettext("Locales") == "Langues"
