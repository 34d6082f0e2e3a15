"""Photos come in three widths and in small formats, and say what they show."""

import io
import re

import pytest
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image

from core.blocks import PictureBlock
from core.going_live import may_go_live
from files.jobs import make_pictures
from files.models import SiteImage
from files.pictures import SIZES, make_sizes, picture_html, unmade
from tests import factories
from tests.files.test_damaged_pictures import drawn, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_on_disk")]


def photo(size=(2000, 1500), kind="JPEG", **fields):
    content = io.BytesIO()
    Image.new("RGB", size, "teal").save(content, kind)
    name = f"photo.{kind.lower()}"
    return SiteImage.objects.create(title="Photo", file=ImageFile(io.BytesIO(content.getvalue()), name), **fields)


def html(image, size="page", **attributes):
    return str(picture_html(SiteImage.objects.get(pk=image.pk), size, attributes))


def test_a_page_waits_for_no_small_format():
    image = photo()
    assert "<source" not in html(image)
    assert image.renditions.count() == 1


def test_a_photo_comes_in_three_widths_of_two_formats():
    image = photo()
    make_sizes(image)
    shown = html(image, loading="lazy")
    assert re.findall(r'type="(image/\w+)"', shown) == ["image/avif", "image/webp"]
    assert re.findall(r"\.avif (\d+)w", shown) == ["600", "1200", "1800"]
    assert 'sizes="(min-width: 48rem) 45rem, calc(100vw - 2rem)"' in shown
    assert re.search(r'<img [^>]*src="[^"]+\.jpg"', shown)
    assert all(fact in shown for fact in ('width="1200"', 'height="900"', 'loading="lazy"'))


def test_a_small_picture_is_not_made_larger():
    image = photo((500, 375))
    make_sizes(image)
    assert re.findall(r"\.webp (\d+)w", html(image)) == ["500"]


def test_a_picture_that_moves_stays_as_it_is():
    image = photo(kind="GIF")
    make_sizes(image)
    assert "<source" not in html(image)


def test_the_worker_makes_all_and_then_rests():
    factories.standard_page(image=photo())
    make_pictures()
    assert not unmade().exists()


def test_a_list_asks_nothing_for_pictures_that_it_has_read(django_assert_num_queries):
    make_sizes(photo())
    image = SiteImage.objects.prefetch_related("renditions").get()
    with django_assert_num_queries(0):
        assert "image/avif" in picture_html(image, "card", {})


@pytest.mark.parametrize("format", ["avif", "webp"])
def test_small_formats_are_as_private_as_the_picture(client, format):
    page = factories.standard_page(image=photo())
    make_pictures()
    address = re.search(rf"(/media/\S+\.{format}) 600w", html(page.image))[1]
    assert client.get(address)["Content-Type"] == f"image/{format}"
    page.unpublish()
    assert client.get(address).status_code == 404


def test_a_picture_is_cut_around_its_focal_point(client):
    content = io.BytesIO()
    wide = Image.new("RGB", (2000, 500), "white")
    wide.paste("black", (1800, 0, 2000, 500))
    wide.save(content, "PNG")
    image = SiteImage.objects.create(title="Wide", file=ImageFile(io.BytesIO(content.getvalue()), "wide.png"))
    image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 1900, 250, 100, 100
    image.save()
    with image.get_rendition(SIZES["card"].spec).file.open() as file, Image.open(file) as cut:
        assert cut.convert("L").getpixel((cut.width - 2, 10)) < 50


# Words


@pytest.fixture
def admin(client):
    client.force_login(factories.user(is_superuser=True))
    return client


def add(admin, **words):
    blank = {"title": "A photo", "collection": 1, "tags": "", "alt_en": "", "alt_fr": ""}
    sized = {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    picture = {"file": sent("photo.png", drawn("PNG"))}
    return admin.post(reverse("wagtailimages:add"), blank | sized | picture | words)


def test_a_picture_without_words_is_not_taken(admin):
    assert "say below that it only decorates" in add(admin).content.decode()
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("words", [{"alt_fr": "Un quai"}, {"is_decorative": "on"}])
def test_words_or_the_choice_of_none_are_enough(admin, words):
    assert add(admin, **words).status_code == 302
    assert SiteImage.objects.exists()


def test_one_that_only_decorates_has_no_words():
    assert photo(alternatives={"en": "A quay"}, is_decorative=True).default_alt_text == ""


def test_a_new_focal_point_cuts_anew(admin):
    add(admin, alt_en="A quay")
    image = SiteImage.objects.get()
    make_sizes(image)
    old = image.renditions.count()
    where = {"focal_point_x": 2, "focal_point_y": 2, "focal_point_width": 2, "focal_point_height": 2}
    words = {"title": "A photo", "collection": 1, "tags": "", "alt_en": "A quay", "alt_fr": ""}
    assert admin.post(reverse("wagtailimages:edit", args=[image.pk]), words | where).status_code == 302
    assert image.renditions.filter(focal_point_key="").count() < old


@pytest.mark.parametrize(
    ("here", "is_taken"), [({}, False), ({"decorative": True}, True), ({"alternative_text": "A quay"}, True)]
)
def test_a_picture_in_a_text_has_words_or_only_decorates(here, is_taken):
    value = {"image": photo().pk, "alternative_text": "", "decorative": False, "caption": ""} | here
    page = factories.standard_page(live=False, body=[("picture", PictureBlock().to_python(value))])
    assert (may_go_live(page.latest_revision) == []) == is_taken


def test_staff_are_told_of_a_page_whose_picture_has_no_words():
    page = factories.standard_page(image=photo())
    assert any("no alternative text" in problem.message for problem in page.go_live_warnings())
    page.image.alternatives = {"en": "A quay"}
    assert not any("no alternative text" in problem.message for problem in page.go_live_warnings())
