"""Staff say for a section which checks block; the nearest section counts, in every language."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from quality.checking import Level, all_checks, check_called
from quality.models import SectionAim, SectionLevel
from quality.section_levels import aim_at, level_of
from tests import factories

pytestmark = pytest.mark.django_db


def level(page, code="phone"):
    return level_of(check_called(code), page.path)


def screen(section):
    return reverse("quality_section", args=[section.pk])


def rows():
    levels = list(SectionLevel.objects.order_by("check_code").values_list("section", "check_code", "level"))
    return levels, list(SectionAim.objects.values_list("section", "ease"))


@pytest.fixture
def tree(home):
    section = factories.standard_page(title="The section")
    below = factories.standard_page(parent=section, title="The part")
    return home, section, factories.standard_page(parent=below), factories.standard_page(title="Beside")


def test_the_nearest_section_counts(tree, set_level):
    home, section, page, beside = tree
    assert level(page) == (Level.WARN, None)
    set_level(home, "phone", "off")
    set_level(section, "phone", "block")
    assert level(page) == (Level.BLOCK, section.pk)
    assert level(section) == (Level.BLOCK, section.pk)
    assert level(beside) == (Level.OFF, home.pk)
    assert level(page, "mailbox") == (Level.WARN, None)


def test_a_section_is_the_same_one_in_every_language(tree, set_level):
    _home, section, page, _beside = tree
    french = factories.in_french(page)
    set_level(section, "phone", "block")
    SectionAim.objects.create(section=section, ease=60)
    assert level(french) == (Level.BLOCK, section.pk)
    assert aim_at(french.path)[0].ease == 60


def test_the_screen_shows_where_a_level_comes_from(tree, set_level, administrator, sign_in):
    home, section, _page, _beside = tree
    set_level(home, "phone", "block")
    html = sign_in(administrator).get(screen(section)).text
    assert "As in “Home”: Blocks" in html
    assert "As usual: Warns" in html
    for one in all_checks():
        assert f'name="{one.code}"' in html


def test_levels_are_set_and_taken_back(tree, administrator, sign_in):
    _home, section, page, _beside = tree
    client = sign_in(administrator)
    assert client.post(screen(section), {"phone": "block", "aim": "60"}).status_code == 302
    assert rows() == ([(section.pk, "phone", "block")], [(section.pk, 60)])
    assert level(page)[0] == Level.BLOCK
    assert PageLogEntry.objects.filter(page=section.pk, action="quality.levels").count() == 1
    client.post(screen(section), {"phone": "block", "aim": "60"})
    assert PageLogEntry.objects.filter(action="quality.levels").count() == 1
    client.post(screen(section), {"aim": ""})
    assert rows() == ([], [])


@pytest.mark.parametrize("fields", [{"phone": "forbid"}, {"aim": "1000"}, {"aim": "x\0"}])
def test_nonsense_is_refused_and_changes_nothing(fields, tree, administrator, sign_in):
    _home, section, _page, _beside = tree
    answer = sign_in(administrator).post(screen(section), fields)
    assert answer.status_code < 500
    assert rows() == ([], [])


def test_moderators_set_the_checks_and_editors_do_not(tree, editor, moderator, sign_in):
    _home, section, _page, _beside = tree
    assert sign_in(moderator).get(screen(section)).status_code == 200
    client = sign_in(editor)
    assert client.post(screen(section), {"phone": "off"}).status_code in {302, 403}
    assert client.get(reverse("quality_sections")).status_code in {302, 403}
    assert rows() == ([], [])


def test_a_page_below_which_none_can_stand_has_no_screen(administrator, sign_in):
    client = sign_in(administrator)
    assert client.get(screen(factories.event())).status_code in {302, 403}
    assert client.get(reverse("quality_section", args=[999_999])).status_code == 404


def test_the_list_of_sections(tree, set_level, administrator, sign_in):
    _home, section, page, beside = tree
    set_level(page, "phone", "off")
    html = sign_in(administrator).get(reverse("quality_sections")).text
    assert screen(section) in html
    assert screen(page) in html
    assert screen(beside) in html


def test_the_button_stands_at_sections(tree, moderator, editor, sign_in):
    _home, section, _page, _beside = tree
    explore = reverse("wagtailadmin_explore", args=[section.pk])
    assert screen(section) in sign_in(moderator).get(explore).text
    assert screen(section) not in sign_in(editor).get(explore).text
