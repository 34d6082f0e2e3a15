"""Words that staff say are the same: in force at once, and refused with a reason when search could not use them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from search.engine import search
from search.models import SynonymGroup
from search.results import SearchQuery
from tests import factories

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/search/synonymgroup/add/"


def titles(words):
    return [hit.page.title for hit in search(SearchQuery(words)).items]


@pytest.fixture
def moderator(client):
    call_command("set_up_groups", verbosity=0)
    client.force_login(factories.moderator())
    return client


def test_a_group_is_in_force_at_once_and_gone_at_once(moderator):
    factories.standard_page(title="Zebra crossing")
    assert titles("okapi") == []
    moderator.post(ADD, {"words": "okapi\nzebra crossing\nquagga"})
    assert titles("okapi") == titles("quagga") == ["Zebra crossing"]
    SynonymGroup.objects.get(words__startswith="okapi").delete()
    assert titles("okapi") == []


def test_singular_and_plural_are_one():
    factories.standard_page(title="Zebra crossing")
    SynonymGroup.objects.create(words="striped horse\nzebra")
    assert titles("striped horses") == titles("striped horse") == ["Zebra crossing"]


def test_an_acronym_is_not_the_word_that_it_looks_like():
    factories.standard_page(title="Zebra crossing")
    SynonymGroup.objects.create(words="OKS\nzebra")
    assert titles("oks") == ["Zebra crossing"]
    assert titles("ok") == []


def test_everyday_words_come_with_the_site_and_search_can_use_them():
    """Staff change and delete them as their own."""
    groups = list(SynonymGroup.objects.all())
    assert groups
    for group in groups:
        written = group.words
        group.full_clean()
        assert group.words == written


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("refuge", "at least two lines"),
        ("Réfuge\nrefuge", "are the same for search"),
        ("refuge\n…", "no word in"),
        ("refuge\n" + "x" * 101, "too long"),
        ("refuge\n" + "a house " * 11, "too long"),
        ("\n".join(f"word{number}" for number in range(31)), "more than 30 lines"),
    ],
)
def test_what_search_could_not_use_is_refused_with_a_reason(moderator, words, reason):
    before = SynonymGroup.objects.count()
    answer = moderator.post(ADD, {"words": words})
    assert reason in answer.text and SynonymGroup.objects.count() == before


def test_blank_lines_and_blanks_are_left_out():
    group = SynonymGroup(words="  refuge \n\n emergency   housing\n")
    group.full_clean()
    assert group.words == "refuge\nemergency housing"


def test_nothing_is_no_group():
    with pytest.raises(ValidationError):
        SynonymGroup(words="\n").full_clean()


def test_the_form_opens_with_words_of_the_address(moderator):
    assert "safe &lt;supply" in moderator.get(ADD, {"words": "safe <supply"}).text


def test_editors_do_not_set_words_of_search(client):
    call_command("set_up_groups", verbosity=0)
    editor = factories.user()
    editor.groups.add(factories.Group.objects.get(name="Editors"))
    client.force_login(editor)
    assert client.get(ADD).status_code == 302
