"""What people look for is counted by words, day and language: without who, without what is nobody's business."""

import datetime

import pytest
from django.db import DatabaseError
from django.utils import timezone

from caching import site_version
from core.models import SiteSettings, SiteText
from search.insight import counter as counting
from search.insight.asked_words import asked_of, looks_personal
from search.insight.counter import WordCounter, counter
from search.insight.forgetting import forget
from search.models import AskedWords, Promotion, WantedContent
from search.offers.crisis import is_nearly_crisis
from tests import factories
from tests.search.test_crisis import ASKED

pytestmark = pytest.mark.django_db
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def visitor(client):
    client.defaults["HTTP_USER_AGENT"] = BROWSER
    return client


@pytest.fixture
def noted():
    """What the table holds once everything was written: shown words with the three counts."""

    def read():
        counter.write()
        rows = AskedWords.objects.order_by("shown")
        return {row.shown: (row.times, row.found_nothing, row.opened) for row in rows}

    return read


def ask(visitor, words, times=1, address="/search/", **query):
    for _time in range(times):
        visitor.get(address, {"q": words} | query)


def open_result(visitor, words, **headers):
    return visitor.post("/search/opened/", {"q": words}, headers=headers)


def test_answers_of_the_page_cache_are_counted_too(visitor, noted):
    factories.standard_page(title="Naloxone kits")
    ask(visitor, "naloxone kits", 3)
    ask(visitor, "swimming pool", 2)
    assert noted() == {"naloxone kits": (3, 0, 0), "swimming pool": (2, 2, 0)}


def test_plurals_accents_and_order_are_one_question():
    def words(text, language="en"):
        return asked_of(text, language).words

    assert words("warm handovers") == words("the Handover, warm!") == words("warm handover -cold")
    assert words("santé mentale", "fr") == words("mentales sante", "fr")
    assert asked_of("Where is a Naloxone kit?", "en").shown == "naloxone kit"


@pytest.mark.parametrize("words", [*ASKED, "kil myself", "sucide", "suicde help", "self-harmm", "je veux mourrir"])
def test_words_of_a_crisis_are_never_noted(visitor, words):
    ask(visitor, words, 5)
    open_result(visitor, words)
    assert counter.counts == counting.Counts() and asked_of(words, "fr") is None


def test_ordinary_words_are_not_taken_for_those_of_a_crisis():
    ordinary = ["overdose prevention", "skills for life", "housing in Surrey", "webinar November", "peer support"]
    assert not [words for words in ordinary if is_nearly_crisis(words)]


def test_what_search_reads_as_words_of_a_crisis_is_not_noted():
    assert asked_of("zzz", "en", "kill myself") is None


@pytest.mark.parametrize(
    "words",
    [
        "jane.doe@example.org",
        "jane @ example",
        "JANE＠EXAMPLE.ORG",
        "604-555-0118",
        "555 2019",
        "(604) 555.0118 Smith",
        "+1/604/555/0118",
        "6 0 4 5 5 5 0 1 1 8",
        "file 1234567",
        "12 05 1984",
        "V8W 1A1",
        "1 2 3 4 5 6",
        "one two three four five six seven eight nine peers",
    ],
)
def test_what_looks_like_somebodys_data_is_not_noted(words):
    assert asked_of(words, "en") is None


@pytest.mark.parametrize("words", ["events 2021 2022", "2021-2022", "covid-19", "bill 36", "2 spirit", "310"])
def test_years_and_short_numbers_are_words(words):
    assert not looks_personal(words) and asked_of(words, "en")


def test_members_robots_and_programs_are_not_counted(visitor, client, noted):
    for agent in ["", "curl/8", "Mozilla/5.0 (compatible; Googlebot/2.1)", "python-requests/2"]:
        client.get("/search/", {"q": "peer"}, headers={"User-Agent": agent})
    visitor.get("/search/", {"q": "peer"}, headers={"Sec-Purpose": "prefetch;prerender"})
    visitor.head("/search/", {"q": "peer"})
    visitor.force_login(factories.user())
    ask(visitor, "peer")
    open_result(visitor, "peer")
    assert noted() == {}


def test_only_the_first_page_of_words_alone_is_counted(visitor, noted):
    ask(visitor, "peer", page=2)
    ask(visitor, "peer", kind="event")
    ask(visitor, "peer", address="/search/suggest/")
    ask(visitor, "peer", address="/api/search/")
    assert noted() == {}
    ask(visitor, "peer", utm_source="mail")
    assert noted() == {"peer": (1, 1, 0)}


def test_the_header_between_page_and_counter_never_goes_out(visitor):
    for _time in range(2):
        assert "X-Asked" not in visitor.get("/search/", {"q": "peer"}).headers
    visitor.force_login(factories.user())
    assert "X-Asked" not in visitor.get("/search/", {"q": "peer"}).headers


def test_each_language_is_counted_apart(visitor, noted, french):
    ask(visitor, "peer", address="/fr/recherche/")
    ask(visitor, "peer")
    counter.write()
    assert sorted(AskedWords.objects.values_list("language", "times")) == [("en", 1), ("fr", 1)]


def test_a_recommended_page_is_a_result(visitor, noted):
    Promotion.objects.create(page=factories.standard_page(title="Take home"), words="narcan")
    ask(visitor, "narcan")
    assert noted()["narcan"] == (1, 0, 0)


def test_writing_tells_no_process_that_the_site_changed(visitor, noted):
    before = site_version.current()
    ask(visitor, "peer")
    noted()
    forget()
    assert site_version.current() == before


def test_counts_are_written_after_an_answer_once_a_minute_is_over(visitor, monkeypatch):
    ask(visitor, "peer")
    assert not AskedWords.objects.exists()
    monkeypatch.setattr(counting, "PAUSE", 0)
    visitor.get("/healthz")
    assert AskedWords.objects.get().times == 1


def test_a_table_that_cannot_be_written_costs_counts_and_no_answer(visitor, monkeypatch):
    def fail(counts):
        raise DatabaseError("locked")

    ask(visitor, "peer")
    monkeypatch.setattr(counting, "PAUSE", 0)
    monkeypatch.setattr(counting, "_write", fail)
    assert visitor.get("/healthz").status_code == 200


def test_two_processes_add_to_one_row(noted):
    others = [WordCounter(), WordCounter()]
    for each in others:
        each.count(asked_of("peers", "en"), found_nothing=True)
        each.count(asked_of("peer", "en"), found_nothing=False)
    for each in others:
        each.write()
    assert list(AskedWords.objects.values_list("times", "found_nothing")) == [(4, 2)]


def test_memory_and_table_are_bounded(monkeypatch):
    monkeypatch.setattr(counting, "MOST_WORDS", 3)
    monkeypatch.setattr(counting, "MOST_A_DAY", 5)
    for start in (0, 3, 6):
        for number in range(start, start + 9):
            counter.count(asked_of(f"word {number}", "en"), found_nothing=False)
            counter.count_opened(asked_of(f"word {number}", "en"))
        assert len(counter.counts.times) <= 3 and len(counter.counts.opened) <= 3
        counter.write()
    assert AskedWords.objects.count() == 5


# Opened results


def test_an_opened_result_is_counted_for_words_that_were_asked(visitor, noted):
    factories.standard_page(title="Naloxone kits")
    ask(visitor, "naloxone kits")
    answer = open_result(visitor, "Kits naloxone")
    assert answer.status_code == 204 and not answer.cookies
    assert noted() == {"naloxone kits": (1, 0, 1)}


def test_of_words_that_nobody_asked_nothing_is_written(visitor, noted):
    open_result(visitor, "bought pills")
    for _minute in range(counting.MOST_TRIES + 1):
        assert noted() == {}
    assert not counter.counts.opened


def test_an_opened_result_waits_for_its_question_in_another_process(visitor, noted):
    other = WordCounter()
    other.count(asked_of("peer", "en"), found_nothing=False)
    open_result(visitor, "peer")
    noted()
    other.write()
    assert noted() == {"peer": (1, 0, 1)}


def test_other_sites_and_odd_bodies_count_for_nothing(visitor, noted):
    ask(visitor, "peer")
    assert open_result(visitor, "peer", **{"Sec-Fetch-Site": "cross-site"}).status_code == 204
    assert visitor.post("/search/opened/", b"\xff\x00{", content_type="text/plain").status_code == 204
    assert open_result(visitor, "x" * 5000).status_code == 204
    assert visitor.get("/search/opened/").status_code == 405
    assert noted() == {"peer": (1, 1, 0)}


def test_only_a_page_that_is_counted_tells_of_opened_results(visitor):
    assert "opened.js" in visitor.get("/search/", {"q": "peer"}).text
    assert "opened.js" not in visitor.get("/search/", {"q": "kill myself"}).text
    assert "opened.js" not in visitor.get("/search/", {"q": "peer", "page": "2"}).text
    visitor.force_login(factories.user())
    assert "opened.js" not in visitor.get("/search/", {"q": "peer"}).text


# What goes


def row(shown, times, age=0, language="en"):
    asked = asked_of(shown, language)
    day = timezone.localdate() - datetime.timedelta(days=age)
    words, said = (asked.words, asked.shown) if asked else (shown, shown)
    return AskedWords.objects.create(day=day, language=language, words=words, shown=said, times=times)


def test_rare_words_go_after_a_month_and_all_after_a_year(db):
    row("rare", 4, age=31)
    row("young", 1, age=29)
    row("often", 3, age=60), row("often", 2, age=2)
    row("old", 50, age=366)
    row("peer", 3, age=40, language="fr"), row("peer", 3, age=41)
    WantedContent.objects.create(language="en", words="rare")
    forget()
    assert sorted(AskedWords.objects.values_list("shown", flat=True)) == ["often", "often", "young"]
    assert not WantedContent.objects.exists()


def test_words_that_staff_make_words_of_a_crisis_go(db):
    site = SiteSettings(site=factories.home().get_site())
    row("lost hope", 9)
    row("hope", 9)
    site.texts = [SiteText(language="en", name="Net", crisis_words="lost hope")]
    site.save()
    forget()
    assert list(AskedWords.objects.values_list("shown", flat=True)) == ["hope"]
