"""Covers that the server draws: decoration in lists, a picture of its own where an address is shared."""

import datetime
import io
import re
from uuid import UUID

import pytest
from django.core.cache import cache
from django.urls import reverse
from PIL import Image

from core.cover import Cover
from core.site_state import site_settings
from tests import factories
from website.covers import cover_colours, cover_png
from website.covers.cover_png import drawing_of, png_of
from website.covers.cover_svg import cover_svg
from website.covers.cover_type import SERIF, Face, can_be_set, fitted

pytestmark = pytest.mark.django_db

MAKERS = [
    factories.event,
    factories.summary,
    factories.series,
    factories.resource,
    factories.network_page,
    factories.standard_page,
]


@pytest.fixture(autouse=True)
def nothing_drawn():
    cache.clear()


@pytest.fixture
def series():
    return factories.series(title="Four talks", planned_size=4)


def address(page):
    return reverse("cover", args=[page.pk, drawing_of(page).version])


def strand(svg):
    return re.search(r' d="([^"]+)"', svg)[1]


def heights(svg):
    """Of the strand, at the left and at the right edge."""
    numbers = re.findall(r"-?\d+", strand(svg))
    return numbers[1], numbers[-1]


def knots(svg):
    return re.findall(r'<circle class="(\w+)"', svg)


# Inside of pages


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("shape", ["card", "poster", "story"])
def test_a_cover_is_small_and_decoration(make, shape):
    svg = cover_svg(make(), shape)
    assert len(svg) <= 1024
    assert 'aria-hidden="true"' in svg
    assert "style=" not in svg


def test_a_part_is_ringed_among_those_held_and_those_to_come(series):
    first, second = (factories.summary(series, number=number) for number in (1, 2))
    assert knots(cover_svg(first, "card")) == ["here", "held", "open", "open"]
    assert knots(cover_svg(second, "card")) == ["held", "here", "open", "open"]
    assert knots(cover_svg(series, "card")) == ["held", "held", "open", "open"]


def test_an_event_that_is_over_is_a_part_that_was_held(series):
    for number, days in ((1, -9), (2, 9)):
        day = datetime.date.today() + datetime.timedelta(days=days)
        factories.event(series=series, series_position=number, start_date=day)
    assert knots(cover_svg(series, "card")) == ["held", "open", "open", "open"]


def test_what_is_not_public_is_not_told_as_held(series, close):
    close(factories.summary(series, number=1))
    factories.summary(series, number=2, live=False)
    assert knots(cover_svg(series, "card")) == ["open"] * 4


def test_covers_of_parts_side_by_side_join(series):
    covers = [cover_svg(factories.summary(series, number=number), "card") for number in (1, 2, 3)]
    assert heights(covers[0])[1] == heights(covers[1])[0]
    assert heights(covers[1])[1] == heights(covers[2])[0]


@pytest.mark.parametrize("make", MAKERS)
def test_both_languages_share_the_strand(make):
    page = make()
    assert strand(cover_svg(factories.in_french(page), "card")) == strand(cover_svg(page, "card"))


def test_pages_have_strands_of_their_own():
    assert len({strand(cover_svg(factories.resource(), "card")) for _ in range(9)}) > 5


def test_a_number_beyond_what_fits_stands_alone(series):
    svg = cover_svg(factories.summary(series, number=40), "card")
    assert knots(svg) == []
    assert ">40</text>" in svg


def test_a_card_without_picture_shows_the_cover(client):
    factories.summary()
    assert '<svg class="cover' in client.get(factories.webinar_index().url).content.decode()


def test_covers_of_a_list_cost_no_query_each(client, series, django_assert_max_num_queries):
    for number in (1, 2, 3, 4):
        factories.summary(series, number=number)
    pages = list(series.get_children().specific())
    with django_assert_max_num_queries(4):
        for page in pages:
            cover_svg(page, "card")


# For sharing


def test_the_picture_of_a_public_page_may_be_kept_for_ever(client):
    answer = client.get(address(factories.resource()))
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
    assert "max-age=31536000" in answer["Cache-Control"]


def test_there_is_none_of_a_draft(client):
    assert client.get(address(factories.resource(live=False))).status_code == 404


def test_that_of_a_members_page_is_for_members(client, close):
    page = factories.resource()
    known = address(page)
    assert client.get(known).status_code == 200
    close(page)
    assert client.get(known).status_code == 404
    assert client.get(reverse("cover", args=[page.pk, "guessed"])).status_code == 404
    client.force_login(factories.user())
    assert client.get(known)["Cache-Control"].startswith("private")


def test_a_title_that_changes_gives_a_new_address_and_the_old_one_leads_there(client):
    page = factories.resource(title="Before")
    old = address(page)
    page.title = "After"
    page.save_revision().publish()
    assert client.get(old)["Location"] == address(page) != old


def test_the_version_is_the_same_in_every_process():
    drawing = cover_png.Drawing(UUID(int=7), "Event", "A", "B", "#1c5d66", 1, Cover())
    assert drawing.version == "99b93af2ba5718f3"


@pytest.mark.parametrize(
    "title",
    [
        "Word " * 50,
        "W" * 250,
        "👩🏽‍⚕️ care 🎉",
        "رعاية ما بعد المستشفى",
        "Xʷməθkʷəy̓əm and Sḵwx̱wú7mesh",
        "ᓄᓇᕗᑦ",
        "\N{RIGHT-TO-LEFT OVERRIDE}abc\N{ZERO WIDTH JOINER}",
        "<b>&amp; “quoted”",
    ],
)
def test_odd_titles_are_drawn(client, title):
    answer = client.get(address(factories.standard_page(title=title)))
    assert answer.status_code == 200
    with Image.open(io.BytesIO(answer.content)) as picture:
        assert picture.size == (1200, 630)


def test_no_last_word_of_a_title_stands_alone():
    title = fitted("Three days on complex care", [(Face(SERIF, 84, 680), 2)], 1056)
    assert title.lines == ["Three days on", "complex care"]


def test_the_name_of_the_network_is_not_said_twice(monkeypatch):
    home = factories.standard_page(title="Lantern Network")
    monkeypatch.setattr(cover_png, "network_name", lambda: home.title)
    drawing = drawing_of(home)
    said = [line.text for line in cover_png._lines(drawing, cover_colours.colours(drawing.accent, drawing.tone))]
    assert said.count("Lantern Network") == 1


def test_letters_that_the_typeface_lacks_are_never_boxes():
    assert can_be_set("Réseau łódź – Ĉ", SERIF)
    assert can_be_set("care 🎉", SERIF)
    assert can_be_set("Sḵwx̱wú7mesh xʷməθkʷəy̓əm ᓀᐦᐃᔭᐍᐏᐣ", SERIF)
    assert not can_be_set("北京", SERIF)


def test_a_picture_is_drawn_once(monkeypatch):
    drawing = drawing_of(factories.resource())
    first = png_of(drawing)
    monkeypatch.setattr(cover_png, "_drawn", None)
    assert png_of(drawing) == first


def test_the_accent_colour_gives_a_new_address():
    page = factories.resource()
    before = address(page)
    site_settings().accent = "#7a1f5c"
    assert address(page) != before


def test_a_page_without_picture_is_shared_with_its_cover(client):
    page = factories.resource(title="What helps")
    html = client.get(page.url).content.decode()
    assert f'property="og:image" content="http://127.0.0.1:8000{address(page)}"' in html
    assert 'property="og:image:alt" content="Resource: What helps"' in html
    assert f'"image": "http://127.0.0.1:8000{address(page)}"' in html


def test_a_private_page_is_shared_without(client, close):
    page = factories.resource()
    close(page)
    client.force_login(factories.user())
    assert "/covers/" not in client.get(page.url).content.decode()


@pytest.mark.parametrize("token", ["accent-soft", "accent-line", "sun", "sun-line", "stone"])
def test_the_colours_are_those_of_the_site(settings, token):
    css = (settings.BASE_DIR / "static/css/tokens.css").read_text()
    light = re.search(rf"--{token}: light-dark\((.*?), oklch", css)[1]
    numbers = [float(number) for number in re.findall(r"(?<![a-z])\d+(?:\.\d+)?", light)]
    assert tuple(numbers) == getattr(cover_colours, token.upper().replace("-", "_"))


def test_colours_come_through_unharmed():
    assert cover_colours._rgb(*cover_colours._oklch("#1c5d66")) == (0x1C, 0x5D, 0x66)


# Recordings


def test_a_recording_has_a_poster_with_its_length(client):
    film = {"label": "The whole talk", "host": "vimeo", "video_id": "123456", "language": "en", "duration_minutes": 58}
    page = factories.summary(title="Two tables", recordings=[("recording", film)])
    html = client.get(page.url).content.decode()
    box = html[html.index('<div class="recording"') :]
    assert '<svg class="cover wide' in box
    assert '<span class="title" aria-hidden="true">Two tables</span>' in box
    assert "58 minutes" in box
    assert f'"thumbnailUrl": "http://127.0.0.1:8000{address(page)}"' in html
