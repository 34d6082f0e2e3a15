"""The report on what people look for: for whom, what it never shows, and where it leads."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from core.models import SiteSettings, SiteText
from search.models import AskedWords, WantedContent
from tests import factories
from tests.search.test_insight import row

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client):
    """Somebody who manages synonyms."""
    user = factories.user()
    names = ["access_admin", "add_synonymgroup", "change_synonymgroup", "add_promotion"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return client


def report(client, **query):
    return client.get(reverse("searches_report"), query).text


def shown(client, **query):
    html = report(client, **query)
    return [words for words in AskedWords.objects.values_list("shown", flat=True).distinct() if f">{words}<" in html]


def test_rare_words_are_shown_by_no_choice(staff):
    row("rare words", 4), row("often", 5), row("summed", 2), row("summed", 3, age=6)
    row("other", 3), row("other", 3, language="fr"), row("period", 3), row("period", 3, age=20)
    assert sorted(set(shown(staff, days="7"))) == ["often", "summed"]
    assert sorted(set(shown(staff))) == ["often", "period", "summed"]
    for odd in [{"days": "4000"}, {"show": "x"}, {"language": "xx"}, {"show": "wanted"}]:
        assert not {"rare words", "other"} & set(shown(staff, **odd))


def test_an_export_holds_nothing_that_is_not_shown(staff):
    row("rare words", 4)
    answer = staff.get(reverse("searches_report"), {"export": "csv"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert b"rare words" not in body


def test_searches_without_a_result_and_without_an_opened_one(staff):
    for words, nothing, opened in [("found", 0, 3), ("missed", 6, 0), ("dull", 1, 0)]:
        one = row(words, 6)
        AskedWords.objects.filter(pk=one.pk).update(found_nothing=nothing, opened=opened)
    assert sorted(shown(staff, show="nothing")) == ["dull", "missed"]
    html = report(staff, show="nothing")
    assert html.index(">missed<") < html.index(">dull<")
    assert shown(staff, show="unopened") == ["dull"]
    row("chercher", 6, language="fr")
    assert shown(staff, language="fr") == ["chercher"]


def test_words_that_became_words_of_a_crisis_are_not_shown(staff):
    row("lost hope", 9)
    site = SiteSettings(site=factories.home().get_site())
    site.texts = [SiteText(language="en", name="Net", crisis_words="lost hope")]
    site.save()
    assert shown(staff) == []


def test_the_words_are_shown_as_most_people_typed_them_and_escaped(staff):
    one = row("hebergements", 2, age=1, language="fr")
    AskedWords.objects.create(
        day=row("x", 1).day, language="fr", words=one.words, shown="hébergement", times=4, found_nothing=0
    )
    AskedWords.objects.create(day=one.day, language="en", words="b", shown="<b>“&", times=9)
    html = report(staff)
    assert ">hébergement<" in html and "hebergements" not in html
    assert "&lt;b&gt;“&amp;" in html and "<b>“" not in html


def test_forms_to_add_are_filled_with_the_words(staff):
    row("bus pass", 9)
    html = report(staff)
    for model in ("synonymgroup", "promotion"):
        address = reverse(f"wagtailsnippets_search_{model}:add") + "?words=bus%20pass"
        assert address in html
        assert "bus pass</textarea>" in staff.get(address).text


def test_content_is_asked_for_with_who_and_when(staff):
    one = row("bus pass", 9)
    said = {"language": "en", "words": one.words}
    answer = staff.post(reverse("ask_for_content"), said | {"next": "https://evil.example/"})
    assert answer.url == reverse("searches_report")
    html = report(staff, show="wanted")
    assert "Asked for by" in html and "mailto:?subject=People%20look%20for%20%E2%80%9Cbus%20pass" in html
    staff.post(reverse("ask_for_content"), said | {"no_longer": "yes"})
    assert not WantedContent.objects.exists()
    staff.post(reverse("ask_for_content"), {"language": "en", "words": "never asked"})
    assert not WantedContent.objects.exists()


def test_who_does_not_manage_synonyms_sees_none_of_it(client):
    row("bus pass", 9)
    editor = factories.user()
    editor.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(editor)
    assert client.get(reverse("searches_report")).status_code == 302
    assert client.post(reverse("ask_for_content"), {"language": "en", "words": "bus pass"}).status_code in {302, 403}
    assert reverse("searches_report") not in client.get(reverse("wagtailadmin_home")).text
    assert not WantedContent.objects.exists()


def test_the_menu_leads_there(staff):
    assert reverse("searches_report") in staff.get(reverse("wagtailadmin_home")).text
