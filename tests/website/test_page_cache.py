"""The page cache: what it keeps, for how long, and for whom."""

import datetime
import gzip
import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from caching import site_version
from caching.version_file import VersionFile
from tests import factories
from website import page_cache
from website.page_cache import Entry, PageCacheMiddleware, Store
from website.wagtail_hooks import note_next_change

pytestmark = pytest.mark.django_db


class Site:
    """A site behind the cache: counts how often it is asked."""

    def __init__(self, answer=None, is_cached_page=True):
        self.asked, self.answer, self.is_cached_page = 0, answer, is_cached_page
        self.cache = PageCacheMiddleware(self)

    def __call__(self, request):
        self.asked += 1
        request.is_cached_page = self.is_cached_page
        return self.answer(request) if self.answer else HttpResponse(f"answer {self.asked}")

    def get(self, path="/", **headers):
        return self.cache(RequestFactory().get(path, **headers))


def test_an_answer_is_made_once():
    site = Site()
    assert site.get().content == site.get().content == b"answer 1"


def test_a_change_makes_it_anew():
    site = Site()
    site.get()
    site_version.invalidate()
    assert site.get().content == b"answer 2"


def test_two_processes_forget_together(tmp_path, monkeypatch):
    here, there = VersionFile(tmp_path), VersionFile(tmp_path)
    site = Site()
    monkeypatch.setattr(site_version, "shared_version", lambda: here)
    site.get()
    there.raise_version()
    assert site.get().content == b"answer 2"


def test_what_was_begun_before_a_change_is_not_kept():
    def answer(request):
        site_version.invalidate()
        return HttpResponse("old")

    site = Site(answer)
    site.get()
    site.get()
    assert site.asked == 2


def test_unknown_parameters_are_no_part_of_the_key():
    page_cache.know("sort")
    site = Site()
    assert site.get("/?utm=a").content == site.get("/?utm=b").content
    assert site.get("/?sort=new").content == b"answer 2"
    assert site.get("/?b=1&sort=new").content == b"answer 2"


def test_a_page_never_sees_unknown_parameters():
    request = RequestFactory().get("/?utm=evil&page=2")
    request.resolver_match = type("Match", (), {"url_name": "wagtail_serve"})
    PageCacheMiddleware(lambda request: None).process_view(request, lambda: None, (), {})
    assert request.GET.dict() == {"page": "2"}


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_COOKIE": "__Host-session=x"}, {"HTTP_COOKIE": "messages=x"}, {"HTTP_AUTHORIZATION": "Basic x"}],
)
def test_whoever_may_be_somebody_passes_by(headers):
    site = Site()
    site.get()
    assert site.get(**headers).content == b"answer 2"
    assert site.get().content == b"answer 1"


def test_an_answer_to_a_member_is_private():
    assert "no-store" in Site().get(HTTP_COOKIE="__Host-session=x")["Cache-Control"]


def _answer(status=200, cookie=False, **headers):
    def make(request):
        response = HttpResponse("x", status=status, headers=headers)
        if cookie:
            response.set_cookie("a", "b")
        return response

    return make


@pytest.mark.parametrize(
    "answer",
    [
        _answer(404),
        _answer(302),
        _answer(500),
        _answer(cookie=True),
        _answer(**{"Cache-Control": "private"}),
        _answer(**{"Cache-Control": "no-store"}),
    ],
)
def test_some_answers_are_never_kept(answer):
    site = Site(answer)
    site.get()
    site.get()
    assert site.asked == 2


def test_an_answer_that_varies_on_what_is_no_part_of_the_key_is_never_kept():
    for vary in ("*", "Accept-Language", " accept-language , Cookie"):
        site = Site(_answer(Vary=vary))
        site.get()
        site.get()
        assert site.asked == 2, vary


def test_an_empty_vary_says_nothing_and_is_made_whole():
    site = Site(_answer(Vary=""))
    assert site.get()["Vary"] == site.get()["Vary"] == "Accept-Encoding, Cookie"
    assert site.asked == 1


def test_an_empty_host_is_not_a_missing_one():
    site = Site()
    site.get()
    assert site.get(HTTP_HOST="").content == b"answer 2"


def test_an_answer_is_trusted_for_a_minute(monkeypatch):
    site = Site()
    site.get()
    monkeypatch.setattr(site_version, "LONGEST_TRUST", -1)
    assert site.get().content == b"answer 2"


def test_views_that_do_not_say_so_are_never_kept():
    site = Site(is_cached_page=False)
    site.get()
    site.get()
    assert site.asked == 2


def test_posts_pass_by():
    site = Site()
    site.cache(RequestFactory().post("/"))
    site.cache(RequestFactory().post("/"))
    assert site.asked == 2


def test_an_answer_is_over_at_its_instant(monkeypatch):
    def answer(request):
        page_cache.valid_until(request, timezone.now() + datetime.timedelta(hours=1))
        page_cache.valid_until(request, timezone.now() + datetime.timedelta(seconds=5))
        page_cache.valid_until(request, None)
        return HttpResponse("x")

    site, now = Site(answer), time.time()
    site.get()
    monkeypatch.setattr(page_cache.time, "time", lambda: now + 4)
    site.get()
    assert site.asked == 1
    monkeypatch.setattr(page_cache.time, "time", lambda: now + 6)
    site.get()
    assert site.asked == 2


def test_the_alert_ends_every_answer(db, monkeypatch):
    now = time.time()
    monkeypatch.setattr(page_cache, "next_change_of_the_frame", lambda: now + 5)
    site = Site()
    site.get()
    monkeypatch.setattr(page_cache.time, "time", lambda: now + 6)
    site.get()
    assert site.asked == 2


def _entry(size):
    return Entry(HttpResponse(b"x" * size), time.time() + 60)


def test_the_store_is_bounded_in_number():
    store = Store(most_entries=3)
    store.get("", 1)
    for number in range(10):
        store.put(str(number), _entry(10), 1)
    assert list(store.entries) == ["7", "8", "9"]


def test_the_store_is_bounded_in_bytes():
    store = Store(most_bytes=100_000)
    store.get("", 1)
    for number in range(50):
        store.put(str(number), _entry(9_000), 1)
    assert store.bytes <= 100_000
    assert store.bytes == sum(entry.size for entry in store.entries.values())


def test_the_least_used_goes_first():
    store = Store(most_entries=2)
    store.get("", 1)
    store.put("a", _entry(1), 1)
    store.put("b", _entry(1), 1)
    store.get("a", 1)
    store.put("c", _entry(1), 1)
    assert list(store.entries) == ["a", "c"]


def test_a_browser_that_has_it_gets_304():
    site = Site(lambda request: HttpResponse("x" * 1000))
    first = site.get()
    again = site.get(HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert "Content-Type" not in again


def test_answers_travel_compressed():
    site = Site(lambda request: HttpResponse("word " * 1000))
    packed = site.get(HTTP_ACCEPT_ENCODING="gzip, deflate")
    assert gzip.decompress(packed.content) == site.get().content
    assert site.get(HTTP_ACCEPT_ENCODING="gzip, br")["Content-Encoding"] == "br"
    assert "Content-Encoding" not in site.get(HTTP_ACCEPT_ENCODING="br;q=0, gzip;q=0")


def test_head_has_no_body_and_the_length_of_it():
    site = Site(lambda request: HttpResponse("x" * 1000))
    answer = site.cache(RequestFactory().head("/"))
    assert (answer.content, answer["Content-Length"]) == (b"", "1000")


def test_hosts_are_kept_apart():
    site = Site()
    site.get(HTTP_HOST="a.example")
    assert site.get(HTTP_HOST="b.example").content == b"answer 2"


def test_a_stranger_after_a_member(framed, home, close, client, commit):
    page = factories.standard_page(slug="members", title="Only for members")
    close(page)
    client.force_login(factories.user())
    commit()
    assert client.get("/members/").status_code == 200
    client.logout()
    client.cookies.clear()
    assert client.get("/members/").status_code == 302


def test_a_member_after_a_stranger(framed, home, client, commit):
    factories.standard_page(slug="help")
    commit()
    assert "public" in client.get("/help/")["Cache-Control"]
    client.force_login(factories.user())
    assert client.get("/help/")["Cache-Control"] == "private, no-store"


def test_a_page_is_served_from_memory(framed, home, client, commit, django_assert_num_queries):
    factories.standard_page(slug="help")
    commit()
    first = client.get("/help/")
    with django_assert_num_queries(0):
        again = client.get("/help/?utm_source=mail")
    assert again.content == first.content
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]


def test_an_expiring_page_is_not_kept_longer(home, rf):
    expires = timezone.now() + datetime.timedelta(seconds=30)
    request = rf.get("/")
    note_next_change(factories.standard_page(expire_at=expires), request)
    assert request.valid_until == expires.timestamp()


def test_an_event_is_kept_until_it_begins(home, rf):
    today, request = timezone.localdate(), rf.get("/")
    event = factories.event(start_date=today, start_time=datetime.time(23, 59, 59), end_time=None)
    note_next_change(event, request)
    assert request.valid_until == event.occurrence_spans()[0][1][0].timestamp()


def test_an_event_of_another_day_is_kept_until_that_day_comes(home, rf):
    event, request = factories.event(), rf.get("/")
    note_next_change(event, request)
    midnight = timezone.make_aware(datetime.datetime.combine(event.start_date, datetime.time.min))
    assert request.valid_until == midnight.timestamp()


def test_a_page_is_found_and_framed_with_few_queries(
    framed, home, client, commit, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(page_cache, "LONGEST", 0)
    factories.standard_page(slug="help")
    commit()
    client.get("/help/")
    # The last one asks what is private: the guard is never remembered.
    with django_assert_max_num_queries(6):
        assert client.get("/help/").status_code == 200
