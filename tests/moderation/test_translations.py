"""A translation goes live by review like every page; until then the live one does not change."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from home.models import StandardPage
from moderation.approval import approve, version_of
from tests import factories
from tests.moderation.forms import plain_page


@pytest.fixture
def french(groups):
    return Locale.objects.get_or_create(language_code="fr")[0]


@pytest.fixture
def page(french):
    return factories.standard_page(lead="In English")


@pytest.fixture
def copy(page, french, translator):
    """The French page, translated side by side."""
    translate_object(factories.home(), [french], user=translator)
    translate_object(page, [french], user=translator)
    return StandardPage.objects.get(translation_key=page.translation_key, locale=french)


def translate(page, words):
    """Write the French words for the lead."""
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults={"data": words},
    )
    return translation


def send(client, copy):
    return client.post(reverse("send_translation", args=[copy.pk]))


def make_live(copy, words):
    translation = translate(copy, words)
    translation.save_target(publish=False)
    copy.refresh_from_db()
    copy.get_latest_revision().publish()
    return StandardPage.objects.get(pk=copy.pk)


def test_a_translated_copy_is_a_draft(copy):
    assert not copy.live


def test_translators_send_it_and_a_moderator_approves(copy, translator, moderator, sign_in):
    translate(copy, "En français")
    send(sign_in(translator), copy)
    copy = StandardPage.objects.get(pk=copy.pk)
    approve(copy.current_workflow_task_state, moderator, version_of(copy.get_latest_revision()))
    copy.refresh_from_db()
    assert (copy.live, copy.lead) == (True, "En français")


def test_translators_do_not_approve_their_own(copy, translator, moderator, sign_in):
    moderator.groups.add(*translator.groups.all())
    translate(copy, "En français")
    send(sign_in(moderator), copy)
    copy = StandardPage.objects.get(pk=copy.pk)
    with pytest.raises(Exception, match="You made the last change"):
        approve(copy.current_workflow_task_state, moderator, version_of(copy.get_latest_revision()))


def test_a_live_translation_does_not_change_when_a_new_one_is_sent(copy, translator, sign_in):
    copy = make_live(copy, "Premier")
    translate(copy, "Second")
    send(sign_in(translator), copy)
    copy = StandardPage.objects.get(pk=copy.pk)
    assert (copy.live, copy.lead) == (True, "Premier")
    assert copy.get_latest_revision_as_object().lead == "Second"


def test_updating_from_the_original_changes_nothing_live(page, copy, translator, sign_in):
    copy = make_live(copy, "Premier")
    page.lead = "Changed in English"
    page.save_revision().publish()
    source = Translation.objects.get(source__object_id=page.translation_key).source
    url = reverse("wagtail_localize:update_translations", args=[source.pk])
    assert sign_in(translator).get(url).status_code == 200
    sign_in(translator).post(url, {"publish_translations": "on"})
    copy = StandardPage.objects.get(pk=copy.pk)
    assert (copy.live, copy.lead) == (True, "Premier")
    assert source.stringsegment_set.filter(string__data="Changed in English").exists()


@pytest.mark.parametrize("role", ["editor", "translator", "moderator"])
def test_the_editor_of_translations_publishes_for_nobody_else(role, request, copy, sign_in):
    translate(copy, "En français")
    url = reverse("wagtailadmin_pages:edit", args=[copy.pk])
    assert sign_in(request.getfixturevalue(role)).post(url, {"action": "publish"}).status_code == 302
    assert not Page.objects.get(pk=copy.pk).live


def test_administrators_publish_a_translation(copy, administrator, sign_in):
    translate(copy, "En français")
    sign_in(administrator).post(reverse("wagtailadmin_pages:edit", args=[copy.pk]), {"action": "publish"})
    copy.refresh_from_db()
    assert (copy.live, copy.lead) == (True, "En français")


@pytest.fixture
def finding(french, translator):
    """A live French finding whose English original broke a rule since."""
    page = factories.resource()
    translate_object(factories.home(), [french], user=translator)
    translate_object(page.get_parent().specific, [french], user=translator)
    translate_object(page, [french], user=translator)
    copy = type(page).objects.get(translation_key=page.translation_key, locale=french)
    copy.get_latest_revision().publish()
    type(page).objects.filter(pk=page.pk).update(is_listed_only=False)
    page.page_terms.all().delete()
    Translation.objects.get(source__object_id=page.translation_key).source.update_from_db()
    return copy


def test_a_translation_that_breaks_a_rule_is_refused_and_changes_nothing(finding, administrator, sign_in):
    before = finding.revisions.count()
    url = reverse("wagtailadmin_pages:edit", args=[finding.pk])
    words = sign_in(administrator).post(url, {"action": "publish"}, follow=True).content.decode()
    assert "It cannot go live yet." in words
    assert finding.revisions.count() == before
    assert type(finding).objects.get(pk=finding.pk).page_terms.exists()


def test_a_translation_that_breaks_a_rule_is_not_sent(finding, translator, sign_in):
    answer = send(sign_in(translator), finding)
    assert answer.status_code == 409
    assert "Category: Choose at least one." in answer.content.decode()
    assert not Page.objects.get(pk=finding.pk).workflow_in_progress


@pytest.mark.parametrize("role", ["editor", "translator", "moderator"])
def test_turning_a_translation_into_a_mirror_takes_the_right_to_publish(role, request, copy, sign_in):
    copy = make_live(copy, "Premier")
    url = reverse("wagtail_localize:convert_to_alias", args=[copy.pk])
    sign_in(request.getfixturevalue(role)).post(url)
    copy = StandardPage.objects.get(pk=copy.pk)
    assert (copy.alias_of_id, copy.lead) == (None, "Premier")


def test_the_page_of_a_translation_has_the_button(copy, translator, sign_in):
    words = sign_in(translator).get(reverse("wagtailadmin_pages:edit", args=[copy.pk])).content.decode()
    assert reverse("send_translation", args=[copy.pk]) in words
    assert "canPublish&quot;: false" in words


def test_says_how_much_is_not_translated(copy, translator, sign_in):
    words = sign_in(translator).get(reverse("send_translation", args=[copy.pk])).content.decode()
    assert "not translated yet" in words


# Other doors of wagtail-localize


def test_the_pages_above_a_translation_become_drafts_and_no_mirrors(french, translator, sign_in):
    section = factories.standard_page(slug="section")
    page = factories.standard_page(section, slug="inside")
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = sign_in(translator).post(url, {"locales": [french.pk]})
    assert answer.status_code == 302
    assert not Page.objects.filter(locale=french, live=True).exists()
    assert not Page.objects.exclude(alias_of=None).exists()
    keys = {page.translation_key, section.translation_key, factories.home().translation_key}
    assert set(Translation.objects.values_list("source__object_id", flat=True)) == keys


LOCALIZE = {
    "publish": lambda page, pk: (reverse("wagtailadmin_pages:edit", args=[page.pk]), {"action": "publish"}),
    "restart": lambda page, pk: (
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        {"localize-restart-translation": "yes"},
    ),
    "stop": lambda page, pk: (reverse("wagtail_localize:stop_translation", args=[pk]), {}),
    "machine": lambda page, pk: (reverse("wagtail_localize:machine_translate", args=[pk]), {}),
    "pofile": lambda page, pk: (reverse("wagtail_localize:upload_pofile", args=[pk]), {}),
    "mirror": lambda page, pk: (reverse("wagtail_localize:convert_to_alias", args=[page.pk]), {}),
    "again": lambda page, pk: (
        reverse("wagtail_localize:submit_page_translation", args=[page.get_translations().first().pk]),
        {"locales": [page.locale_id], "include_subtree": "on", "publish_translations": "on"},
    ),
}


@pytest.mark.parametrize("name", LOCALIZE)
def test_no_door_of_translating_changes_what_is_live(name, request, copy, sign_in):
    live = make_live(copy, "Première")
    translate(copy, "Seconde")
    url, fields = LOCALIZE[name](live, Translation.objects.get(source__object_id=copy.translation_key).pk)
    for role in ("translator", "editor", "moderator"):
        assert sign_in(request.getfixturevalue(role)).post(url, fields).status_code < 500
        found = StandardPage.objects.get(pk=live.pk)
        assert (found.lead, found.alias_of, found.live_revision_id) == ("Première", None, live.live_revision_id)
        assert Page.objects.filter(live=True, locale=live.locale).count() == 1


def test_a_translation_that_is_stopped_goes_through_review_too(copy, translator, sign_in):
    live = make_live(copy, "Première")
    client = sign_in(translator)
    pk = Translation.objects.get(source__object_id=copy.translation_key).pk
    client.post(reverse("wagtail_localize:stop_translation", args=[pk]))
    url = reverse("wagtailadmin_pages:edit", args=[live.pk])
    client.post(url, plain_page(live) | {"title": "Autre", "action-publish": "1"})
    assert StandardPage.objects.get(pk=live.pk).title == live.title


@pytest.fixture
def of_a_section(groups):
    """Somebody who translates, with rights below one page only."""

    def made(section):
        group = Group.objects.create(name="Of a section")
        group.permissions.set(Permission.objects.filter(codename__in=["access_admin", "submit_translation"]))
        right = Permission.objects.get(codename="change_page")
        GroupPagePermission.objects.create(group=group, page=section, permission=right)
        person = factories.user("nora@example.org")
        person.groups.add(group)
        return person

    return made


def test_nobody_begins_a_translation_of_a_section_that_is_not_theirs(page, french, of_a_section, sign_in):
    client = sign_in(of_a_section(factories.standard_page(slug="elsewhere")))
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert client.get(url).status_code == 302
    client.post(url, {"locales": [french.pk]})
    assert not Translation.objects.exists()
    assert not Page.objects.filter(locale=french, depth__gt=1).exists()


def test_nobody_fetches_new_words_for_a_section_that_is_not_theirs(page, copy, of_a_section, sign_in):
    client = sign_in(of_a_section(factories.standard_page(slug="elsewhere")))
    source = Translation.objects.get(source__object_id=page.translation_key).source
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]))
    assert type(source).objects.get(pk=source.pk).last_updated_at == source.last_updated_at


def test_who_works_in_one_language_alone_begins_translations_into_it(copy, french, of_a_section, sign_in):
    there = factories.home().get_translation(french)
    other = factories.standard_page(slug="not-yet")
    url = reverse("wagtail_localize:submit_page_translation", args=[other.pk])
    sign_in(of_a_section(there)).post(url, {"locales": [french.pk]})
    assert other.has_translation(french)
