"""Links to other sites: whom the site asks, how, and what becomes of the answer."""

import datetime
import ipaddress
import socket

import httpx2
import pytest
from django.utils import timezone

from linkcheck import checker, client, ssrf_transport
from linkcheck.client import HostPacing, LinkClient, LinkRequest, LinkResponse
from linkcheck.collecting import addresses_of_page, is_external, note_links_of_more_pages
from linkcheck.models import ExternalLink, ExternalLinkUse
from tests import factories
from tests.linkcheck.local_site import open_client, site

Problem, State = ExternalLink.Problem, ExternalLink.State
SIGN_UP = "https://example.org/sign-up"
GOOD = (200, {"Content-Type": "application/pdf; charset=x", "ETag": '"1"'}, b"%PDF-1.4")


def ask(pages, path="/a", **question):
    with site(pages) as made:
        return open_client().ask(LinkRequest(made.address + path, **question)), made


# Asking


def test_a_page_that_is_there_is_good_and_says_what_it_is():
    answer, made = ask({"/a": GOOD})
    assert (answer.problem, answer.media_type, answer.size, answer.etag) == ("", "application/pdf", 8, '"1"')
    assert made.pages_asked == ["HEAD /a"]


def test_the_site_says_who_asks():
    __, made = ask({"/a": GOOD})
    assert all("+https://example.org" in headers["User-Agent"] for headers in made.headers)


@pytest.mark.parametrize(
    ("status", "problem"),
    [(404, "not_found"), (410, "not_found"), (500, "server"), (403, "refused"), (429, "refused"), (418, "other")],
)
def test_what_an_answer_means(status, problem):
    assert ask({"/a": (status, {}, b"")})[0].problem == problem


@pytest.mark.parametrize("status", [403, 404, 405, 501])
def test_where_head_is_refused_it_looks_with_get(status):
    answer, made = ask({"HEAD /a": (status, {}, b""), "/a": GOOD})
    assert answer.problem == ""
    assert made.pages_asked == ["HEAD /a", "GET /a"]


def test_where_head_drops_the_line_it_looks_with_get():
    answer, __ = ask({"HEAD /a": lambda handler: handler.connection.close(), "/a": GOOD})
    assert answer.problem == ""


def test_of_an_endless_page_only_the_beginning_is_read():
    def pour(handler):
        handler.send_response(200)
        handler.end_headers()
        for _number in range(10_000):
            handler.wfile.write(b"x" * 10_000)

    def poured(handler):
        with pytest.raises(OSError):
            pour(handler)

    assert ask({"HEAD /a": (405, {}, b""), "/a": poured})[0].problem == ""


def test_an_answer_that_drips_ends(monkeypatch):
    def drip(handler):
        for _number in range(50):
            try:
                handler.wfile.write(b"H")
            except OSError:
                return
            handler.wfile.flush()
            waiting.wait(0.05)

    waiting = client.threading.Event()
    monkeypatch.setattr(ssrf_transport, "ANSWER_SECONDS", 0.3)
    assert ask({"/a": drip})[0].problem == "silent"


def test_it_asks_only_whether_it_changed():
    with site({"/a": (304, {}, b"")}) as made:
        answer = open_client().ask(
            LinkRequest(f"{made.address}/a", etag='"1"', last_modified="Mon, 02 Mar 2026 10:00:00 GMT")
        )
    assert answer.is_unchanged and answer.problem == ""
    assert made.headers[-1]["If-None-Match"] == '"1"'
    assert made.headers[-1]["If-Modified-Since"] == "Mon, 02 Mar 2026 10:00:00 GMT"


def test_a_stored_mark_with_a_line_break_is_not_sent():
    __, made = ask({"/a": GOOD}, etag="1\r\nX-Evil: yes")
    assert "If-None-Match" not in made.headers[-1] and "X-Evil" not in made.headers[-1]


def test_it_follows_and_notes_where_a_page_went_for_good():
    answer, made = ask(
        {"/a": (301, {"Location": "/b"}, b""), "/b": (308, {"Location": "HERE/c#part"}, b""), "/c": GOOD}
    )
    assert (answer.problem, answer.leads_to) == ("", f"{made.address}/c")


def test_a_detour_for_now_is_not_noted():
    assert ask({"/a": (302, {"Location": "/c"}, b""), "/c": GOOD})[0].leads_to == ""


def test_five_redirects_are_followed_and_no_more():
    pages = {f"/{number}": (302, {"Location": f"/{number + 1}"}, b"") for number in range(6)}
    assert ask(pages | {"/6": GOOD}, "/1")[0].problem == ""
    assert ask(pages | {"/6": GOOD}, "/0")[0].problem == "loop"


def test_a_redirect_to_something_else_than_the_web_is_not_followed():
    assert ask({"/a": (302, {"Location": "ftp://example.org/x"}, b"")})[0].problem == "other"
    assert ask({"/a": (302, {"Location": "file:///etc/passwd"}, b"")})[0].problem == "other"


def test_what_robots_txt_forbids_is_not_asked():
    robots = (200, {}, b"User-agent: commonplacelinkcheck\nDisallow: /private/\n")
    answer, made = ask({"/robots.txt": robots, "/private/a": GOOD}, "/private/a")
    assert (answer.problem, made.pages_asked) == ("robots", [])
    assert ask({"/robots.txt": robots, "/a": GOOD})[0].problem == ""


def test_robots_txt_is_asked_once_for_a_site():
    with site({"/a": GOOD, "/b": GOOD}) as made:
        asker = open_client()
        asker.ask(LinkRequest(f"{made.address}/a"))
        asker.ask(LinkRequest(f"{made.address}/b"))
    assert made.asked.count(("GET", "/robots.txt")) == 1


def test_rules_that_cannot_be_read_forbid_and_missing_ones_allow():
    assert ask({"/robots.txt": (503, {}, b""), "/a": GOOD})[0].problem == "robots"
    assert ask({"/robots.txt": (403, {}, b""), "/a": GOOD})[0].problem == ""


def test_robots_of_a_redirect_count_too():
    robots = (200, {}, b"User-agent: *\nDisallow: /b\n")
    assert ask({"/robots.txt": robots, "/a": (302, {"Location": "/b"}, b""), "/b": GOOD})[0].problem == "robots"


def test_a_host_is_left_in_peace_between_two_requests():
    waits = []
    client = open_client(30)
    client.pace.sleep = waits.append
    with site({"/a": GOOD}) as made:
        client.ask(LinkRequest(f"{made.address}/a"))
    # After robots.txt.
    assert [round(wait) for wait in waits] == [30]


def test_a_site_may_ask_for_longer_pauses():
    waits = []
    pace = HostPacing(5.0, waits.append)
    pace.wait("example.org", 30)
    pace.wait("example.org")
    pace.wait("example.com")
    assert [round(wait) for wait in waits] == [30]


def test_a_site_without_a_machine_or_behind_a_closed_door():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert open_client().ask(LinkRequest(f"http://127.0.0.1:{port}/")).problem == "silent"
    assert open_client().ask(LinkRequest("http://name.invalid/")).problem == "no_host"


@pytest.mark.parametrize(
    "text", ["http://", "http://[::1", "https://exa mple.org/", "http://example.org:99999/", "x:y", ""]
)
def test_what_is_no_address_is_no_error(text):
    assert open_client().ask(LinkRequest(text)).problem in {"other", "no_host"}


@pytest.mark.parametrize(
    ("text", "seconds"), [("120", 120), ("", 0), ("soon", 0), ("Mon, 02 Mar 1998 10:00:00 GMT", 0)]
)
def test_when_a_site_wants_to_be_asked_again(text, seconds):
    assert client._seconds(text) == seconds


# The guard


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1",
        "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_addresses_are_not_public(text):
    assert not ssrf_transport.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_addresses_of_the_internet_are_public(text):
    assert ssrf_transport.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "017700000001", "[::ffff:127.0.0.1]", "127.1"]
)
def test_this_machine_is_never_asked(host):
    with site({"/a": GOOD}) as made:
        port = made.address.rpartition(":")[2]
        answer = LinkClient("Test/1.0", HostPacing(0), ports=None).ask(LinkRequest(f"http://{host}:{port}/a"))
    assert (answer.problem, made.asked) == (Problem.PRIVATE, [])


@pytest.mark.parametrize(
    "address", ["http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/", "https://[fd00::1]/"]
)
def test_private_networks_are_never_asked(address):
    assert LinkClient("Test/1.0", HostPacing(0)).ask(LinkRequest(address)).problem == Problem.PRIVATE


@pytest.mark.parametrize(
    "address", ["http://93.184.216.34:22/", "http://u:p@93.184.216.34/", "gopher://93.184.216.34/"]
)
def test_other_ports_schemes_and_passwords_are_refused(address):
    assert LinkClient("Test/1.0", HostPacing(0)).ask(LinkRequest(address)).problem == Problem.OTHER


def test_a_name_that_leads_inside_is_refused(monkeypatch):
    resolve(monkeypatch, [["10.0.0.5"]])
    assert LinkClient("Test/1.0", HostPacing(0)).ask(LinkRequest("http://example.org/")).problem == Problem.PRIVATE


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    resolve(monkeypatch, [["93.184.216.34", "127.0.0.1"]])
    assert LinkClient("Test/1.0", HostPacing(0)).ask(LinkRequest("http://example.org/")).problem == Problem.PRIVATE


def test_a_redirect_that_leads_inside_is_refused():
    with site({"/secret": GOOD}) as inside, site({"/a": (302, {"Location": f"{inside.address}/secret"}, b"")}) as made:
        first = made.address.rpartition(":")[2]
        asker = open_client()
        # Both sites are on this machine: the guard lets the two requests for the first one pass.
        passes = iter([True, True])
        asker.allowed = lambda address: next(passes, False)
        answer = asker.ask(LinkRequest(f"http://127.0.0.1:{first}/a"))
    assert (answer.problem, inside.asked) == (Problem.PRIVATE, [])


def test_the_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name that leads elsewhere the second time (DNS rebinding) is resolved once for each connection."""
    with site({"/a": GOOD}) as made:
        asked = resolve(monkeypatch, [["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
        port = made.address.rpartition(":")[2]
        assert open_client().ask(LinkRequest(f"http://example.org:{port}/a")).problem == ""
    assert len(asked) == len(made.asked) == 2
    assert made.headers[0]["Host"] == f"example.org:{port}"


def test_no_proxy_is_taken_from_the_environment(monkeypatch):
    with site({"/a": GOOD}) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("ALL_PROXY", proxy.address)
        LinkClient("Test/1.0", HostPacing(0)).ask(LinkRequest("http://10.0.0.1/"))
    assert proxy.asked == []


def resolve(monkeypatch, answers):
    """What names lead to, one answer after the other. The sockets themselves still work."""
    real, asked = socket.getaddrinfo, []

    def answer(host, port, *args, **more):
        if host[0].isdigit():
            return real(host, port, *args, **more)
        found = answers[min(len(asked), len(answers) - 1)]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return asked


# Where pages lead


@pytest.mark.django_db
def test_addresses_of_blocks_texts_films_and_dois_are_noted():
    film = {"label": "Film", "host": "vimeo", "video_id": "123456789", "language": "en", "captions": []}
    page = factories.resource(
        doi="10.1000/abc",
        key_findings='<p><a href="https://example.org/text#x">The text</a> <a href="mailto:a@example.org">b</a></p>',
        links=[("link", {"label": "The report", "url": "https://example.org/report"})],
        other_materials=[("recording", film), ("links", [{"label": "The annex", "url": "https://example.org/more"}])],
    )
    assert addresses_of(page) == {
        "https://doi.org/10.1000/abc",
        "https://example.org/text",
        "https://example.org/report",
        "https://example.org/more",
        "https://vimeo.com/123456789",
    }


@pytest.mark.django_db
def test_links_in_tables_are_noted():
    cell = '<p><a href="https://example.org/cell">Cell</a></p>'
    table = {"columns": [{"type": "prose", "heading": "A"}], "rows": [{"values": [cell]}], "caption": ""}
    block = factories.StandardPage._meta.get_field("body").stream_block.child_blocks["table"]
    value = block.to_python({"caption": "A table", "table": table})
    assert addresses_of_page(factories.standard_page(body=[("table", value)])) == ["https://example.org/cell"]


@pytest.mark.django_db
def test_the_joining_link_of_an_event_is_never_asked():
    page = factories.event(
        joining_link="https://zoom.example.org/j/1", registration_url=SIGN_UP, registration_label="Sign up"
    )
    assert addresses_of(page) == {SIGN_UP}


@pytest.mark.django_db
def test_what_a_draft_leads_to_is_not_noted_and_what_went_is_forgotten():
    page = factories.resource(live=False)
    assert addresses_of(page) == set()
    page.save_revision().publish()
    assert addresses_of(page) == {"https://example.org/report.pdf"}
    factories.ResourcePage.objects.get(pk=page.pk).unpublish()
    assert addresses_of(page) == set()
    assert ExternalLink.objects.count() == 1


@pytest.mark.django_db
def test_an_address_is_one_whatever_the_number_of_pages():
    factories.resource()
    factories.resource()
    assert ExternalLink.objects.count() == 1 and ExternalLinkUse.objects.count() == 2


@pytest.mark.parametrize(
    "address", ["", "#", "/x", "mailto:a@b.c", "http://127.0.0.1:8000/x", "http://localhost/x", "http://["]
)
def test_what_is_no_other_site(address):
    assert not is_external(address)


@pytest.mark.django_db
def test_pages_that_were_there_before_are_taken_up():
    page = factories.resource()
    ExternalLink.objects.all().delete()
    assert note_links_of_more_pages() is None
    assert addresses_of(page) == {"https://example.org/report.pdf"}


def addresses_of(page):
    return set(ExternalLink.objects.filter(uses__page=page.pk).values_list("address", flat=True))


# What becomes of an answer


NOW = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


def link(**fields):
    return ExternalLink.objects.create(
        **{"key": "1", "address": "https://example.org/a", "host": "example.org"} | fields
    )


def noted(one, answer, now=NOW):
    checker.note(one, answer, now)
    one.refresh_from_db()
    return one


@pytest.mark.django_db
def test_a_good_link_is_asked_again_after_a_week():
    one = noted(link(), LinkResponse(status_code=200, media_type="application/pdf", size=7))
    assert (one.state, one.good_at, one.media_type, one.size) == (State.GOOD, NOW, "application/pdf", 7)
    assert 6 * DAY < one.next_check_at - NOW < 8 * DAY


@pytest.mark.django_db
def test_a_link_is_broken_after_failures_on_different_days():
    one = noted(link(state=State.GOOD, good_at=NOW), LinkResponse(Problem.SILENT))
    assert (one.state, one.failures, one.next_check_at) == (State.GOOD, 1, NOW + HOUR)
    one = noted(one, LinkResponse(Problem.SILENT), NOW + HOUR)
    assert (one.state, one.failures, one.next_check_at) == (State.GOOD, 2, NOW + HOUR + DAY)
    one = noted(one, LinkResponse(Problem.SERVER, 500), NOW + HOUR + DAY)
    assert (one.state, one.broken_since, one.good_at) == (State.BROKEN, NOW, NOW)


@pytest.mark.django_db
def test_three_failures_in_one_hour_do_not_break_a_link():
    one = link()
    for minute in range(5):
        one = noted(one, LinkResponse(Problem.SILENT), NOW + datetime.timedelta(minutes=minute))
    assert one.state == State.WAITING


@pytest.mark.django_db
def test_not_found_counts_at_the_second_look():
    one = noted(link(), LinkResponse(Problem.NOT_FOUND, 404))
    assert one.state == State.WAITING
    assert noted(one, LinkResponse(Problem.NOT_FOUND, 410), NOW + HOUR).state == State.BROKEN


@pytest.mark.django_db
def test_a_refusal_breaks_nothing_and_the_site_says_when_to_come_back():
    one = noted(link(), LinkResponse(Problem.REFUSED, 429, retry_after=2 * 86400))
    assert (one.state, one.failures, one.next_check_at) == (State.UNKNOWN, 0, NOW + 2 * DAY)
    assert noted(one, LinkResponse(Problem.REFUSED, 429, retry_after=10**9)).next_check_at == NOW + 30 * DAY


@pytest.mark.django_db
def test_a_link_that_answers_again_is_good_again():
    broken = link(state=State.BROKEN, failures=5, broken_since=NOW, is_accepted=True, media_type="text/html")
    assert checker.note(broken, LinkResponse(status_code=304, is_unchanged=True), NOW) is True
    broken.refresh_from_db()
    assert (broken.state, broken.failures, broken.broken_since, broken.is_accepted) == (State.GOOD, 0, None, False)
    assert broken.media_type == "text/html"


# The job


@pytest.fixture
def checks(settings):
    settings.LINK_CHECKS = True


def resource_at(*addresses):
    return factories.resource(links=[("link", {"label": "The report", "url": one}) for one in addresses])


@pytest.mark.django_db
def test_it_asks_what_is_due_and_nothing_else(checks):
    resource_at("https://a.reports.ca/1", "https://b.reports.ca/1")
    ExternalLink.objects.filter(host="b.reports.ca").update(next_check_at=timezone.now() + HOUR)
    asked = []
    checker.check_due_links(lambda question: asked.append(question.address) or LinkResponse(status_code=200))
    assert asked == ["https://a.reports.ca/1"]
    assert ExternalLink.objects.get(host="a.reports.ca").state == State.GOOD


@pytest.mark.django_db
def test_one_of_each_site_in_a_run_and_a_pause_also_after_a_restart(checks):
    resource_at("https://a.reports.ca/1", "https://a.reports.ca/2")
    asked = []
    for _run in range(3):
        checker.check_due_links(lambda question: asked.append(question.address) or LinkResponse(status_code=200))
    assert len(asked) == 1


@pytest.mark.django_db
def test_a_link_that_no_live_page_uses_is_not_asked(checks):
    resource_at("https://a.reports.ca/1").unpublish()
    assert checker.due_links(timezone.now()) == []


@pytest.mark.parametrize(
    ("address", "is_asked"),
    [
        ("https://example.org/a", False),
        ("https://www.example.com/", False),
        ("https://clinic.example/a", False),
        ("https://doi.org/10.5555/abc.1", False),
        ("https://doi.org/10.55551/abc.1", True),
        ("https://myexample.org/a", True),
        ("https://example.organic/a", True),
        ("https://site.ca/?u=https://example.org/", True),
    ],
)
@pytest.mark.django_db
def test_addresses_kept_for_examples_are_not_asked(address, is_asked):
    resource_at(address)
    assert bool(checker.due_links(timezone.now())) is is_asked


@pytest.mark.django_db
def test_it_can_be_switched_off(settings):
    settings.LINK_CHECKS = False
    resource_at("https://a.reports.ca/1")
    assert checker.check_due_links(pytest.fail) is None


@pytest.mark.django_db
def test_an_address_nobody_thought_of_ends_nothing(checks):
    resource_at("https://a.reports.ca/1", "https://b.reports.ca/1")

    def answer(question):
        if "a.reports" in question.address:
            raise RuntimeError("nobody thought of this")
        return LinkResponse(status_code=200)

    checker.check_due_links(answer)
    assert set(ExternalLink.objects.values_list("state", flat=True)) == {State.UNKNOWN, State.GOOD}


@pytest.mark.django_db
def test_without_a_way_to_the_internet_no_link_is_blamed(checks):
    resource_at(*(f"https://{name}.reports.ca/1" for name in "abc"))
    checker.check_due_links(lambda question: LinkResponse(Problem.NO_HOST))
    assert set(ExternalLink.objects.values_list("failures", "checked_at")) == {(0, None)}
    assert not checker.due_links(timezone.now())


@pytest.mark.django_db
def test_the_whole_way_from_page_to_answer(checks, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    with site({"/a": GOOD}) as made:
        page = resource_at(f"{made.address}/a")
        checker.check_due_links(open_client().ask)
    assert ExternalLink.objects.get(uses__page=page.pk).state == State.GOOD


def test_a_client_for_the_web_refuses_a_socket_file():
    with pytest.raises(ssrf_transport.NotAllowed):
        ssrf_transport._Network(ssrf_transport.is_public).connect_unix_socket("/run/x.sock")
    with pytest.raises(ssrf_transport.NotAllowed):
        ssrf_transport.check_url(httpx2.URL("file:///etc/passwd"))
