"""Who works in one section sees in the admin what is there, and of other sections what a visitor sees."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, ReferenceIndex

from files.models import SiteDocument, SiteImage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


def permission(app, codename):
    return Permission.objects.get(content_type__app_label=app, codename=codename)


@pytest.fixture
def section(home):
    return factories.standard_page(title="Our section")


@pytest.fixture
def other(home):
    return factories.standard_page(title="Another section")


@pytest.fixture
def person(client, section):
    """An editor of one section, who may choose files and bring new ones."""
    group = Group.objects.create(name="Writers of our section")
    group.permissions.add(permission("wagtailadmin", "access_admin"))
    for codename in ("add_page", "change_page"):
        GroupPagePermission.objects.create(group=group, page=section, permission=permission("wagtailcore", codename))
    root = Collection.get_first_root_node()
    for app, kind in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        for action in ("add", "choose"):
            given = permission(app, f"{action}_{kind}")
            GroupCollectionPermission.objects.create(group=group, collection=root, permission=given)
    made = factories.user()
    made.groups.add(group)
    client.force_login(made, backend="django.contrib.auth.backends.ModelBackend")
    return made


def picture(title, **more):
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    return SiteImage.objects.create(title=title, file=ImageFile(drawn, f"{title}.png"), **more)


def shown(client, address):
    return client.get(address, follow=True).content.decode()


def test_pages_in_the_chooser(client, person, section, other, close):
    factories.standard_page(section, live=False, title="Draft of ours")
    factories.standard_page(other, live=False, title="Draft of theirs")
    factories.standard_page(other, title="Public of theirs")
    closed = factories.standard_page(other, title="Private of theirs")
    close(closed, Group.objects.create(name="A few"))
    assert "Draft of ours" in shown(client, f"/admin/choose-page/{section.pk}/")
    theirs = shown(client, f"/admin/choose-page/{other.pk}/")
    assert "Public of theirs" in theirs
    assert "Draft of theirs" not in theirs
    assert "Private of theirs" not in theirs
    found = shown(client, "/admin/choose-page/search/?q=theirs")
    assert "Draft of theirs" not in found


def test_pages_in_lists(client, person, section, other):
    factories.standard_page(section, live=False, title="Draft of ours")
    factories.standard_page(other, live=False, title="Draft of theirs")
    assert "Draft of ours" in shown(client, f"/admin/pages/{section.pk}/")
    assert "Draft of theirs" not in shown(client, f"/admin/pages/{other.pk}/")
    assert "Draft of theirs" not in shown(client, "/admin/pages/")


def test_files_in_choosers(client, person, section, other):
    for title, page, live in [("ours", section, False), ("theirs", other, False), ("public", other, True)]:
        document = SiteDocument.objects.create(title=f"{title} report", file=ContentFile(b"words", f"{title}.txt"))
        body = [("text", f'<p><a linktype="document" id="{document.pk}">It</a></p>')]
        used = factories.standard_page(page, live=live, image=picture(f"{title} path"), body=body)
        ReferenceIndex.create_or_update_for_object(used)
    picture("nobody’s path")
    picture("brought path", uploaded_by_user=person)
    pictures = shown(client, "/admin/images/chooser/results/")
    assert [name for name in ("ours path", "public path", "brought path") if name in pictures] == [
        "ours path",
        "public path",
        "brought path",
    ]
    assert "theirs path" not in pictures
    assert "nobody’s path" not in pictures
    documents = shown(client, "/admin/documents/chooser/results/")
    assert "ours report" in documents
    assert "public report" in documents
    assert "theirs report" not in documents


BY_NUMBER = {
    "a picture": (SiteImage, "wagtailimages_chooser:chosen", ""),
    "several pictures": (SiteImage, "wagtailimages_chooser:chosen_multiple", "?id={pk}"),
    "how a picture stands in text": (SiteImage, "wagtailimages_chooser:select_format", ""),
    "a picture's form": (SiteImage, "wagtailimages:edit", ""),
    "a picture's uses": (SiteImage, "wagtailimages:image_usage", ""),
    "a picture's addresses": (SiteImage, "wagtailimages:url_generator", ""),
    "a document": (SiteDocument, "wagtaildocs_chooser:chosen", ""),
    "several documents": (SiteDocument, "wagtaildocs_chooser:chosen_multiple", "?id={pk}"),
    "a document's form": (SiteDocument, "wagtaildocs:edit", ""),
    "a document's uses": (SiteDocument, "wagtaildocs:document_usage", ""),
}


@pytest.fixture
def files(person, section, other):
    """Of each kind: one that a draft of this section uses, and one of a draft of another."""
    for title, page in (("ours", section), ("theirs", other)):
        document = SiteDocument.objects.create(title=f"{title} report", file=ContentFile(b"words", f"{title}.txt"))
        body = [("text", f'<p><a linktype="document" id="{document.pk}">It</a></p>')]
        used = factories.standard_page(page, live=False, image=picture(f"{title} path"), body=body)
        ReferenceIndex.create_or_update_for_object(used)


@pytest.mark.parametrize("door", BY_NUMBER)
def test_files_by_their_number(door, client, files):
    model, name, query = BY_NUMBER[door]
    for file in model.objects.all():
        address = reverse(name, args=[] if query else [file.pk]) + query.format(pk=file.pk)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code < 500
            if file.title.startswith("theirs"):
                assert "theirs" not in answer.content.decode()
        if "chooser" in name and file.title.startswith("ours"):
            assert file.title in client.get(address).content.decode() or "select_format" in name


@pytest.mark.parametrize("key", ["+{pk}", "_2B{pk}", "0{pk}", "%20{pk}", "no number"])
def test_a_number_written_otherwise_tells_no_more(key, client, files):
    for kind, model in (("images", SiteImage), ("documents", SiteDocument)):
        theirs = model.objects.get(title__startswith="theirs")
        answer = client.get(f"/admin/{kind}/chooser/chosen/{key.format(pk=theirs.pk)}/")
        assert answer.status_code == 404


BRINGING = {
    "the library": ("wagtailimages:add_multiple", "", "files[]", "title"),
    "the chooser": ("wagtailimages_chooser:create", "", "image-chooser-upload-file", "image-chooser-upload-title"),
    "the chooser of texts": (
        "wagtailimages_chooser:create",
        "?select_format=true",
        "image-chooser-upload-file",
        "image-chooser-upload-title",
    ),
}


@pytest.mark.parametrize("door", BRINGING)
@pytest.mark.parametrize("place", ["ours", "theirs"])
def test_a_file_that_is_there_already_is_named_where_a_list_would_offer_it(place, door, client, files):
    SiteImage.objects.exclude(title=f"{place} path").delete()
    known = SiteImage.objects.get()
    SiteImage.objects.update(file_hash=known.get_file_hash())
    name, query, file, title = BRINGING[door]
    with known.file.open() as opened:
        same = SimpleUploadedFile("same.png", opened.read(), "image/png")
    sent = {file: same, title: "Brought by us", title.replace("title", "collection"): str(known.collection_id)}
    answer = client.post(reverse(name) + query, sent, headers={"x-requested-with": "XMLHttpRequest"})
    assert SiteImage.objects.filter(title="Brought by us").exists()
    said = answer.content.decode()
    assert ("ours path" in said) is (place == "ours")
    assert "theirs path" not in said
    assert str(SiteImage.objects.get(title="Brought by us").pk) in said


@pytest.mark.parametrize("live", [True, False])
def test_renditions(live, client, person, section, other):
    for place, expected in ((section, 200), (other, 200 if live else 404)):
        used = factories.standard_page(place, live=live, image=picture(f"in {place.pk}"))
        ReferenceIndex.create_or_update_for_object(used)
        assert client.get(used.image.get_rendition("width-4").url).status_code == expected


def test_who_works_in_the_whole_site_is_shown_all(client, section, other):
    client.force_login(factories.user(is_superuser=True))
    factories.standard_page(other, live=False, title="Draft of theirs")
    picture("nobody’s path")
    assert "Draft of theirs" in shown(client, f"/admin/choose-page/{other.pk}/")
    assert "nobody’s path" in shown(client, "/admin/images/chooser/results/")
