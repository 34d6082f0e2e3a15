"""The network's better words: found in texts, said before going live, given to the form."""

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from core.models import GlossaryEntry, GlossaryMeaning, PreferredWord
from core.text.better_words import BetterWord, offers_in
from tests import factories

TABLE = json.loads((Path(__file__).parent / "word_offers.json").read_text(encoding="utf-8"))
WORDS = [BetterWord(*row) for row in TABLE["words"]]


@pytest.fixture
def addicts(db):
    return PreferredWord.objects.create(language="en", avoided="addicts", preferred="people who use drugs", reason="!")


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"][:30])
def test_whole_words_are_found_as_they_stand(case):
    assert [offer.found for offer in offers_in(case["text"], WORDS)] == case["found"]


def test_what_a_page_says_is_pointed_out_before_it_goes_live_and_keeps_it_from_nothing(addicts):
    page = factories.event(title="Help for addicts", introduction="<p>Addicts and their families.</p>")
    said = {problem.field: problem.message for problem in page.go_live_warnings()}
    assert "Instead of “addicts” the network says “people who use drugs”" in said["title"]
    assert "Instead of “Addicts”" in said["introduction"]
    assert not [one for one in page.go_live_problems() if "addicts" in one.message.lower()]


def test_a_page_in_another_language_is_left_alone(addicts, french):
    page = french(factories.event(), title="Help for addicts")
    assert not [one for one in page.go_live_warnings() if "addicts" in one.message]


def test_the_form_gets_the_words_of_the_language_of_its_page(addicts, client):
    client.force_login(factories.user(is_superuser=True))
    PreferredWord.objects.create(language="fr", avoided="toxicomane", preferred="personne qui utilise des drogues")
    PreferredWord.objects.create(language="en", avoided="secretword", preferred="other", live=False)
    entry = GlossaryEntry.objects.create(acronym="VIH")
    GlossaryMeaning.objects.create(entry=entry, language="en", acronym="HIV", meaning="a virus")
    GlossaryMeaning.objects.create(entry=entry, language="fr", meaning="un virus")
    answer = client.get(f"/admin/words/{factories.event().pk}/").json()
    assert answer["better"] == [["addicts", "people who use drugs", "!"]]
    assert answer["acronyms"] == [["HIV", "a virus"]]


def test_strangers_get_no_words(addicts, client):
    assert client.get(f"/admin/words/{factories.event().pk}/").status_code == 302
    client.force_login(factories.user(is_superuser=True))
    assert client.get("/admin/words/999999/").status_code == 404


@pytest.mark.parametrize(
    ("avoided", "preferred", "refusal"),
    [
        ("ADDICTS", "people", "This word is in the list already."),
        ("Peers", "peers", "These are the same words."),
    ],
)
def test_a_word_stands_once_and_is_not_its_own_better(addicts, client, avoided, preferred, refusal):
    client.force_login(factories.user(is_superuser=True))
    fields = {"language": "en", "avoided": avoided, "preferred": preferred, "reason": "", "action-publish": "1"}
    assert refusal in client.post("/admin/snippets/core/preferredword/add/", fields).text
    assert PreferredWord.objects.count() == 1


def test_an_editors_word_waits_for_a_moderator(client, db):
    call_command("set_up_groups")
    person = factories.user()
    person.groups.add(Group.objects.get(name="Editors"))
    client.force_login(person)
    fields = {"language": "en", "avoided": "abuse", "preferred": "use", "reason": ""}
    client.post("/admin/snippets/core/preferredword/add/", fields)
    page = factories.event(title="Drug abuse")
    assert PreferredWord.objects.get().live is False
    assert not [one for one in page.go_live_warnings() if "abuse" in one.message]
