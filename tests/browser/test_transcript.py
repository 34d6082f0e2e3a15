"""The transcript of a session: a time plays the film from there, and an address leads to a passage."""

import pytest

pytestmark = pytest.mark.browser
HOST = "https://www.youtube-nocookie.com/"
ADDRESS = "/webinars/agenda-building/naming-the-whole-person/"


@pytest.fixture
def tab(site, open_tab):
    tab = open_tab(outside=[HOST])
    tab.route(f"{HOST}**", lambda route: route.fulfill(body="<title>Film</title>"))
    tab.goto(site.url + ADDRESS)
    return tab


def test_a_time_plays_the_film_from_there(tab):
    tab.click("details.transcript summary")
    tab.locator("[data-moment]").first.click()
    first = tab.get_attribute(".recording iframe", "src")
    assert "&start=" in first
    tab.locator("[data-moment]").nth(1).click()
    assert tab.locator(".recording iframe").count() == 1
    assert tab.get_attribute(".recording iframe", "src") != first


def test_nothing_is_asked_of_the_host_before(tab):
    assert tab.locator(".recording iframe").count() == 0


def test_the_address_of_a_passage_opens_the_transcript(site, tab):
    anchor = tab.locator(".passage").nth(1).get_attribute("id")
    tab.goto("about:blank")
    tab.goto(f"{site.url}{ADDRESS}#{anchor}")
    tab.wait_for_function("document.querySelector('details.transcript').open")
