"""What live pages use is not deleted or replaced around review."""

import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from wagtail.models import ReferenceIndex, Site

from core.admin.live_uses import live_uses
from core.models import SiteSettings
from core.new_rows import waiting
from files.models import SiteDocument, SiteImage
from networks.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(colour="red"):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


@pytest.fixture
def image(editor):
    file = ImageFile(io.BytesIO(drawn()), "picture.png")
    return SiteImage.objects.create(title="A picture", file=file, uploaded_by_user=editor)


@pytest.fixture
def document(editor):
    file = ContentFile(b"words", "report.txt")
    return SiteDocument.objects.create(title="A report", file=file, uploaded_by_user=editor)


@pytest.fixture
def live(image, document):
    body = [("text", f'<p><a linktype="document" id="{document.pk}">The report</a></p>')]
    return factories.standard_page(title="The page that uses it", image=image, body=body)


def exists(row):
    return type(row).objects.filter(pk=row.pk).exists()


DELETE = {
    "image": lambda row: reverse("wagtailimages:delete", args=[row.pk]),
    "document": lambda row: reverse("wagtaildocs:delete", args=[row.pk]),
}
UPLOADED = {
    "image": lambda row: reverse("wagtailimages:delete_multiple", args=[row.pk]),
    "document": lambda row: reverse("wagtaildocs:delete_multiple", args=[row.pk]),
}
SEVERAL = {
    "image": lambda row: reverse("wagtail_bulk_action", args=["files", "siteimage", "delete"]) + f"?id={row.pk}",
    "document": lambda row: reverse("wagtail_bulk_action", args=["files", "sitedocument", "delete"]) + f"?id={row.pk}",
}


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("door", [DELETE, UPLOADED, SEVERAL], ids=["one", "uploaded", "several"])
def test_an_editor_does_not_delete_a_file_of_a_live_page(door, kind, request, live, editor, sign_in):
    row = request.getfixturevalue(kind)
    answer = sign_in(editor).post(door[kind](row), {"agreed": "yes"})
    assert answer.status_code == 403
    assert exists(row)
    if door is not UPLOADED:
        assert "The page that uses it" in answer.content.decode()
        assert "Ask somebody who can publish" in answer.content.decode()


@pytest.mark.parametrize("kind", ["image", "document"])
@pytest.mark.parametrize("door", [DELETE, SEVERAL], ids=["one", "several"])
def test_who_may_publish_is_asked_first(door, kind, request, live, administrator, sign_in):
    row = request.getfixturevalue(kind)
    client = sign_in(administrator)
    assert "The page that uses it" in client.post(door[kind](row)).content.decode()
    assert exists(row)
    client.post(door[kind](row), {"agreed": "yes"})
    assert not exists(row)


@pytest.mark.parametrize("kind", ["image", "document"])
def test_a_file_that_only_a_draft_uses_is_deleted_as_before(kind, request, live, editor, sign_in):
    live.unpublish()
    row = request.getfixturevalue(kind)
    sign_in(editor).post(DELETE[kind](row))
    assert not exists(row)


def fields_of(row, **more):
    fields = {"title": row.title, "tags": "", "collection": row.collection_id}
    return fields | {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")} | more


EDIT = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}
NEW = {
    "image": lambda: SimpleUploadedFile("other.png", drawn("blue"), "image/png"),
    "document": lambda: SimpleUploadedFile("other.txt", b"other words", "text/plain"),
}


@pytest.mark.parametrize("kind", ["image", "document"])
def test_an_editor_does_not_replace_a_file_of_a_live_page(kind, request, live, editor, sign_in):
    row = request.getfixturevalue(kind)
    answer = sign_in(editor).post(
        reverse(EDIT[kind], args=[row.pk]), fields_of(row, file=NEW[kind](), agreed="on"), follow=True
    )
    assert "The page that uses it" in answer.content.decode()
    assert type(row).objects.get(pk=row.pk).file.name == row.file.name


@pytest.mark.parametrize("kind", ["image", "document"])
def test_who_may_publish_replaces_it_after_being_asked(kind, request, live, administrator, sign_in):
    row, client = request.getfixturevalue(kind), sign_in(administrator)
    address = reverse(EDIT[kind], args=[row.pk])
    answer = client.post(address, fields_of(row, file=NEW[kind]()))
    assert "The page that uses it" in answer.content.decode()
    assert type(row).objects.get(pk=row.pk).file.name == row.file.name
    client.post(address, fields_of(row, file=NEW[kind](), agreed="on"))
    assert type(row).objects.get(pk=row.pk).file.name != row.file.name


@pytest.mark.parametrize("kind", ["image", "document"])
def test_another_title_is_not_asked_about(kind, request, live, editor, sign_in):
    row = request.getfixturevalue(kind)
    sign_in(editor).post(reverse(EDIT[kind], args=[row.pk]), fields_of(row) | {"title": "Another"})
    assert type(row).objects.get(pk=row.pk).title == "Another"


SHOWN = {"alt_en": "What it shows", "credit": "By somebody"}


def words_of(image):
    row = SiteImage.objects.get(pk=image.pk)
    return row.alternatives.get("en", ""), row.credit


@pytest.mark.parametrize("name", SHOWN)
def test_an_editor_does_not_change_what_a_live_page_says_of_a_picture(name, live, image, editor, sign_in):
    asked = fields_of(image, agreed="on") | {name: SHOWN[name]}
    answer = sign_in(editor).post(reverse(EDIT["image"], args=[image.pk]), asked)
    assert "The page that uses it" in answer.content.decode()
    assert "Ask somebody who can publish" in answer.content.decode()
    assert words_of(image) == ("", "")


def test_nor_by_the_form_of_several_pictures(live, image, editor, sign_in):
    asked = {f"image-{image.pk}-{key}": value for key, value in (fields_of(image) | SHOWN).items()}
    address = reverse("wagtailimages:edit_multiple", args=[image.pk])
    answer = sign_in(editor).post(address, asked, headers={"x-requested-with": "XMLHttpRequest"})
    assert not answer.json()["success"]
    assert words_of(image) == ("", "")


@pytest.mark.parametrize("name", SHOWN)
def test_who_may_publish_changes_it_after_being_asked(name, live, image, administrator, sign_in):
    client, address = sign_in(administrator), reverse(EDIT["image"], args=[image.pk])
    asked = fields_of(image) | {name: SHOWN[name]}
    words = client.post(address, asked).content.decode()
    assert "The page that uses it" in words
    assert "Change it on all these pages at once" in words
    assert words_of(image) == ("", "")
    client.post(address, asked | {"agreed": "on"})
    assert SHOWN[name] in words_of(image)


def test_words_about_a_picture_of_drafts_alone_are_not_asked_about(live, image, editor, sign_in):
    live.unpublish()
    sign_in(editor).post(reverse(EDIT["image"], args=[image.pk]), fields_of(image) | SHOWN)
    assert words_of(image) == tuple(SHOWN.values())


def test_the_logo_of_the_network_stands_on_every_page(image, editor, sign_in):
    front = factories.home()
    front.title = "The front page"
    front.save_revision().publish()
    settings = SiteSettings.objects.create(site=Site.objects.get(), logo=image)
    ReferenceIndex.create_or_update_for_object(settings)
    client, address = sign_in(editor), reverse(EDIT["image"], args=[image.pk])
    for more in ({"alt_en": "Another"}, {"file": NEW["image"]()}):
        assert "The front page" in client.post(address, fields_of(image) | more).content.decode()
    assert client.post(DELETE["image"](image), {"agreed": "on"}).status_code == 403


def test_the_logo_of_an_organisation_is_changed_in_a_draft(image, editor, sign_in):
    body = factories.organisation("Harbour Health")
    draft = type(body).objects.get(pk=body.pk)
    draft.logo = image
    draft.save_revision(user=editor)
    assert type(body).objects.get(pk=body.pk).logo is None
    assert waiting(type(body)).filter(pk=body.pk).exists()


# The directory and the vocabularies


@pytest.fixture
def person():
    return factories.person()


@pytest.fixture
def organisation():
    return factories.organisation()


@pytest.fixture
def term():
    return factories.term("topic", "Housing")


@pytest.fixture
def users(person, organisation, term):
    return factories.event(
        title="The page that uses it",
        terms=[term],
        people=[("person", {"part": "speaker", "person": person, "name": ""})],
        organisations=[("organisation", {"role": "host", "organisation": organisation, "name": ""})],
    )


def delete_of(row):
    app, model = row._meta.app_label, row._meta.model_name
    name = "core_terms:delete" if model == "term" else f"wagtailsnippets_{app}_{model}:delete"
    return reverse(name, args=[row.pk])


def give_delete(person, row):
    name = f"delete_{row._meta.model_name}"
    person.user_permissions.add(Permission.objects.get(codename=name, content_type__app_label=row._meta.app_label))


@pytest.mark.parametrize("kind", ["person", "organisation", "term"])
def test_who_may_not_publish_does_not_delete_what_a_live_page_names(kind, request, users, editor, sign_in):
    row = request.getfixturevalue(kind)
    give_delete(editor, row)
    answer = sign_in(editor).post(delete_of(row), {"agreed": "yes"})
    assert answer.status_code == 403
    assert "The page that uses it" in answer.content.decode()
    assert exists(row)


@pytest.mark.parametrize("kind", ["person", "organisation"])
def test_an_administrator_is_asked_before_it_goes(kind, request, users, administrator, sign_in):
    row, client = request.getfixturevalue(kind), sign_in(administrator)
    assert "The page that uses it" in client.get(delete_of(row)).content.decode()
    client.post(delete_of(row))
    assert exists(row)
    client.post(delete_of(row), {"agreed": "yes"})
    assert not exists(row)


def test_who_may_not_publish_does_not_merge_a_term_of_a_live_page(users, term, editor, sign_in):
    give_delete(editor, term)
    target = factories.term("topic", "Homes")
    address = reverse("core_terms:merge", args=[term.pk])
    answer = sign_in(editor).post(address, {"target": target.pk, "confirmed": "yes"})
    assert "The page that uses it" in answer.content.decode()
    term.refresh_from_db()
    assert term.merged_into is None


def test_the_portrait_of_a_person_on_a_live_page_counts(users, person, image, editor):
    person.picture = image
    person.save()
    ReferenceIndex.create_or_update_for_object(person)
    assert [page.pk for page in live_uses([image], editor).pages] == [users.pk]


def test_pages_that_somebody_may_not_see_are_counted_and_not_named(live, image, close, groups):
    close(live, Group.objects.create(name="The council"))
    uses = live_uses([image], factories.user("section@example.org"))
    assert "The page that uses it" not in uses.refusal
    assert "1 more" in uses.refusal


def test_nothing_hangs_on_what_no_page_uses(administrator, sign_in):
    row = factories.person()
    sign_in(administrator).post(delete_of(row))
    assert not Person.objects.filter(pk=row.pk).exists()
