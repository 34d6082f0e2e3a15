"""Pictures that are damaged or odd: every door has a sentence for them, and no page fails because of one."""

import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse
from PIL import Image, ImageColor

from files.imaging import LONGEST
from files.jobs import make_pictures
from files.models import SiteImage, SiteRendition
from files.pictures import PLAIN_SPECS, SMALL_SPECS
from moderation.groups import set_up_groups
from tests import factories

pytestmark = pytest.mark.django_db

CASES = Path(__file__).parent / "pictures"
DAMAGED = "is damaged"


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


@pytest.fixture
def admin(client):
    client.force_login(factories.user(is_superuser=True))
    return client


def drawn(kind, size=(64, 48), mode="RGB", **more):
    made = io.BytesIO()
    # Noise: what is cut short then lacks something.
    picture = Image.effect_noise(size, 80).convert(mode) if mode != "I;16" else Image.new(mode, size, 40_000)
    picture.save(made, kind, **more)
    return made.getvalue()


def cut(content, share=0.5):
    return content[: int(len(content) * share)]


def wrong_sum():
    content = bytearray(drawn("PNG"))
    place = content.index(b"IDAT") + 40
    content[place] ^= 0xFF
    return bytes(content)


def moving(kind):
    frames = [Image.effect_noise((32, 32), 60 + 20 * number).convert("P") for number in range(3)]
    made = io.BytesIO()
    frames[0].save(made, kind, save_all=True, append_images=frames[1:])
    return made.getvalue()


BROKEN = {
    "half-a-photo.jpg": lambda: (CASES / "half-a-photo.jpg").read_bytes(),
    "wrong-sum.png": wrong_sum,
    "half.png": lambda: cut(drawn("PNG")),
    "half.gif": lambda: cut(drawn("GIF")),
    "half.webp": lambda: cut(drawn("WEBP")),
    "half.avif": lambda: cut(drawn("AVIF")),
    "half.heic": lambda: cut(drawn("HEIF")),
    "head.jpg": lambda: drawn("JPEG")[:20],
    "head.png": lambda: drawn("PNG")[:20],
    "moving.gif": lambda: cut(moving("GIF"), 0.8),
}
ODD = {
    "scan-16-bit-grey.png": lambda: (CASES / "scan-16-bit-grey.png").read_bytes(),
    "deep.png": lambda: drawn("PNG", mode="I;16"),
    "print.jpg": lambda: drawn("JPEG", mode="CMYK"),
    "phone.heic": lambda: drawn("HEIF"),
    "moving.gif": lambda: moving("GIF"),
    "glass.png": lambda: drawn("PNG", mode="RGBA"),
    "line.png": lambda: drawn("PNG", mode="1"),
    "grey.webp": lambda: drawn("WEBP", mode="L"),
}


def sent(name, content):
    return SimpleUploadedFile(name, content, "application/octet-stream")


def through_add(client, file):
    return client.post(reverse("wagtailimages:add"), {"title": "A picture", "file": file, "collection": "1"})


def through_multiple(client, file):
    asked = {"files[]": file, "title": "A picture", "collection": "1"}
    return client.post(reverse("wagtailimages:add_multiple"), asked, headers={"x-requested-with": "XMLHttpRequest"})


def through_chooser(client, file):
    prefix = "image-chooser-upload"
    asked = {f"{prefix}-title": "A picture", f"{prefix}-file": file, f"{prefix}-collection": "1"}
    return client.post(reverse("wagtailimages_chooser:create"), asked)


DOORS = [through_add, through_multiple, through_chooser]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", BROKEN)
def test_a_damaged_picture_is_refused_in_words(name, door, admin):
    answer = door(admin, sent(name, BROKEN[name]()))
    assert answer.status_code == 200
    assert DAMAGED in answer.content.decode() or "not a valid image" in answer.content.decode().lower()
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("door", DOORS)
def test_nothing_sent_is_refused_in_words(door, admin):
    assert door(admin, "").status_code in {200, 400}
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_is_shown_in_every_size(name, admin, client):
    assert through_add(admin, sent(name, ODD[name]())).status_code == 302
    picture = SiteImage.objects.get()
    page = factories.standard_page(image=picture)
    client.logout()
    assert client.get(page.url).status_code == 200
    make_pictures()
    assert {made.filter_spec for made in SiteRendition.objects.all()} >= set(PLAIN_SPECS)
    picture.refresh_from_db()
    assert not picture.is_damaged
    assert "og:image" in client.get(page.url).content.decode()


def test_sixteen_bits_keep_their_brightness(admin):
    through_add(admin, sent("deep.png", drawn("PNG", mode="I;16")))
    with SiteImage.objects.get().open_file() as file:
        assert Image.open(file).convert("L").getpixel((0, 0)) == pytest.approx(40_000 / 256, abs=2)


INKS = {"white": (0, 0, 0, 0), "red": (0, 255, 255, 0), "black": (0, 0, 0, 255), "cyan": (255, 0, 0, 0)}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("colour", INKS)
def test_a_picture_for_print_without_a_profile_keeps_its_colours(colour, door, admin):
    """Browsers show the inks of a printer in different ways: it is kept in the colours of a screen."""
    made = io.BytesIO()
    Image.new("CMYK", (32, 32), INKS[colour]).save(made, "JPEG", quality=95)
    door(admin, sent("print.jpg", made.getvalue()))
    with SiteImage.objects.get().open_file() as file:
        kept = Image.open(file)
        assert kept.mode == "RGB"
        assert kept.getpixel((9, 9)) == pytest.approx(ImageColor.getrgb(colour), abs=8)


def test_a_photo_is_scaled_turned_and_told_no_place(admin):
    noted = Image.Exif()
    noted[0x0112] = 6
    noted.get_ifd(0x8825)[1] = "N"
    photo = drawn("JPEG", (6000, 4000), exif=noted, quality=60)
    assert through_add(admin, sent("photo.jpg", photo)).status_code == 302
    picture = SiteImage.objects.get()
    assert (picture.height, picture.width) == (LONGEST, round(LONGEST * 4000 / 6000))
    with picture.open_file() as file:
        assert not Image.open(file).getexif()


def test_a_picture_of_usual_size_stays_as_it_is(admin):
    content = drawn("JPEG", (800, 600))
    through_add(admin, sent("photo.jpg", content))
    with SiteImage.objects.get().open_file() as file:
        assert file.read() == content


def test_a_picture_of_a_phone_becomes_a_jpeg(admin):
    through_chooser(admin, sent("IMG_1.HEIC", drawn("HEIF")))
    assert SiteImage.objects.get().file.name.endswith(".jpg")


# What was taken before, or broke since


@pytest.fixture
def kept():
    def keep(content, name="kept.png"):
        """A picture whose file is what it was not when it came in."""
        picture = SiteImage.objects.create(title="Kept", file=ImageFile(io.BytesIO(drawn("PNG")), name))
        Path(picture.file.path).write_bytes(content)
        return picture

    return keep


BROKEN_SINCE = {
    "half-a-photo.jpg": BROKEN["half-a-photo.jpg"],
    "wrong-sum.png": wrong_sum,
    "half.png": BROKEN["half.png"],
    "scan-16-bit-grey.png": ODD["scan-16-bit-grey.png"],
}


@pytest.mark.parametrize("name", BROKEN_SINCE)
def test_a_page_with_a_damaged_picture_stands(name, kept, client):
    page = factories.standard_page(image=kept(BROKEN_SINCE[name](), name))
    for address in (page.url, "/api/v2/images/", "/"):
        assert client.get(address).status_code == 200


def test_a_damaged_picture_is_reported(kept, admin):
    picture = kept(wrong_sum())
    factories.standard_page(image=picture)
    shown = admin.get(reverse("damaged_pictures")).content.decode()
    assert "Kept" not in shown
    make_pictures()
    shown = admin.get(reverse("damaged_pictures")).content.decode()
    assert "Kept" in shown
    assert admin.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 200


def test_a_picture_whose_file_is_gone_is_left_out(kept, client):
    picture = kept(drawn("PNG"))
    picture.file.storage.delete(picture.file.name)
    page = factories.standard_page(image=picture)
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "not-found" not in answer.content.decode()


SEEN_AT = {
    "list": lambda picture: reverse("wagtailimages:index"),
    "results": lambda picture: reverse("wagtailimages:index_results") + "?q=Kept",
    "form": lambda picture: reverse("wagtailimages:edit", args=[picture.pk]),
    "uses": lambda picture: reverse("wagtailimages:image_usage", args=[picture.pk]),
    "deletion": lambda picture: reverse("wagtailimages:delete", args=[picture.pk]),
    "several": lambda picture: (
        reverse("wagtail_bulk_action", args=["files", "siteimage", "delete"]) + f"?id={picture.pk}"
    ),
    "addresses": lambda picture: reverse("wagtailimages:url_generator", args=[picture.pk]),
    "shown": lambda picture: reverse("wagtailimages:preview", args=[picture.pk, "max-165x165"]),
    "chooser": lambda picture: reverse("wagtailimages_chooser:choose"),
    "found": lambda picture: reverse("wagtailimages_chooser:choose_results") + "?q=Kept",
    "chosen": lambda picture: reverse("wagtailimages_chooser:chosen", args=[picture.pk]),
    "chosen several": lambda picture: reverse("wagtailimages_chooser:chosen_multiple") + f"?id={picture.pk}",
    "how": lambda picture: reverse("wagtailimages_chooser:select_format", args=[picture.pk]),
    "desk": lambda picture: "/admin/",
    "search": lambda picture: "/admin/images/?q=Kept&layout=list",
    "report": lambda picture: reverse("damaged_pictures"),
}


@pytest.fixture(params=["administrator", "Administrators", "Moderators", "Editors", "Translators"])
def at_the_desk(request, client):
    set_up_groups()
    is_one_of_all = request.param == "administrator"
    person = factories.user(is_superuser=is_one_of_all)
    if not is_one_of_all:
        person.groups.add(Group.objects.get(name=request.param))
    client.force_login(person)
    return client


@pytest.mark.parametrize("name", [*BROKEN_SINCE, "gone.png"])
def test_the_desk_shows_a_damaged_picture_by_its_title(name, kept, at_the_desk):
    picture = kept(BROKEN_SINCE[name]() if name in BROKEN_SINCE else b"", name)
    if name == "gone.png":
        picture.file.storage.delete(picture.file.name)
    page = factories.standard_page(image=picture)
    addresses = {place: address(picture) for place, address in SEEN_AT.items()}
    addresses["a page's form"] = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answers = {place: at_the_desk.get(address) for place, address in addresses.items()}
    assert [place for place, answer in answers.items() if answer.status_code >= 500] == []
    for place in ("list", "chooser", "chosen", "chosen several"):
        assert "Kept" in answers[place].content.decode() or answers[place].status_code == 302


# A page need not write


def test_pictures_are_made_before_a_page_is_asked_for(kept, client):
    page = factories.standard_page(image=kept(drawn("PNG")))
    make_pictures()
    made = SiteRendition.objects.count()
    assert made == len(PLAIN_SPECS) + len(SMALL_SPECS)
    assert client.get(page.url).status_code == 200
    assert SiteRendition.objects.count() == made


@pytest.mark.parametrize("error", [DatabaseError("database or disk is full"), OSError(28, "No space left on device")])
def test_a_full_disk_takes_the_picture_and_not_the_page(error, kept, client, monkeypatch):
    page = factories.standard_page(image=kept(drawn("PNG")))

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(SiteRendition, "save", fail)
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "<img" not in answer.content.decode().split("<main")[1]
    picture = SiteImage.objects.get()
    make_pictures()
    picture.refresh_from_db()
    assert not picture.is_damaged
