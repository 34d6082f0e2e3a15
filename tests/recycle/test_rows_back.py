"""Pictures, documents and entries that staff delete come back with their keys, their parts and all that named them."""

import datetime
import io

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Revision

from core.models import Term
from core.visibility import approved
from files.models import SiteDocument, SiteImage
from networks.models import Organisation, Participation, Person
from recycle.emptying import empty_what_is_over
from recycle.models import KeptRow
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def admin(administrator, client):
    client.force_login(administrator)
    return client


def picture(**fields):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(made, "PNG")
    file = ImageFile(io.BytesIO(made.getvalue()), "picture.png")
    row = SiteImage.objects.create(title="A picture", file=file, **fields)
    row.tags.add("harbour")
    return row


def document():
    return SiteDocument.objects.create(title="A report", file=ContentFile(b"words", "report.txt"))


def delete(client, row):
    names = {SiteImage: "wagtailimages:delete", SiteDocument: "wagtaildocs:delete", Term: "core_terms:delete"}
    name = names.get(type(row), f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}:delete")
    client.post(reverse(name, args=[row.pk]), {"agreed": "yes"})
    assert not type(row).objects.filter(pk=row.pk).exists()
    return KeptRow.objects.get(object_id=str(row.pk))


def restore(client, kept):
    return client.post(reverse("recycle_row_restore", args=[kept.pk]), follow=True).content.decode()


def test_a_picture_comes_back_to_the_pages_that_showed_it(admin, django_capture_on_commit_callbacks):
    row = picture(alternatives={"en": "What it shows"})
    page = factories.standard_page(image=row)
    with django_capture_on_commit_callbacks(execute=True):
        kept = delete(admin, row)
    page.refresh_from_db()
    assert page.image is None
    assert "is back" in restore(admin, kept)
    again = SiteImage.objects.get(pk=row.pk)
    page.refresh_from_db()
    assert page.image == again and again.alternatives == {"en": "What it shows"}
    assert [tag.name for tag in again.tags.all()] == ["harbour"]
    assert again.file.read().startswith(b"\x89PNG") and again.file.name != row.file.name
    assert again.created_at == row.created_at and not KeptRow.objects.exists()


def test_another_picture_that_was_chosen_meanwhile_stays(admin):
    row, other = picture(), picture()
    page = factories.standard_page(image=row)
    kept = delete(admin, row)
    type(page).objects.filter(pk=page.pk).update(image=other)
    restore(admin, kept)
    page.refresh_from_db()
    assert page.image == other


def test_a_document_comes_back_with_what_is_in_it(admin, django_capture_on_commit_callbacks):
    row = document()
    with django_capture_on_commit_callbacks(execute=True):
        kept = delete(admin, row)
    restore(admin, kept)
    assert SiteDocument.objects.get(pk=row.pk).file.read() == b"words"


def test_a_person_comes_back_with_history_and_with_their_sessions(admin, client):
    row = factories.person(name="Ada of the Harbour")
    row.save_revision()
    factories.event(people=[("person", {"part": "speaker", "person": row, "name": ""})])
    before = Participation.objects.filter(person=row).count()
    versions = set(Revision.objects.for_instance(row).values_list("pk", flat=True))
    kept = delete(admin, row)
    restore(admin, kept)
    again = Person.objects.get(pk=row.pk)
    assert approved(Person.objects.filter(pk=row.pk)).exists() and again.slug == row.slug
    assert set(Revision.objects.for_instance(again).values_list("pk", flat=True)) == versions
    assert before == Participation.objects.filter(person=again).count() == 1


def test_an_organisation_comes_back_with_its_names(admin):
    row = factories.organisation("Harbour Health")
    restore(admin, delete(admin, row))
    assert str(Organisation.objects.get(pk=row.pk)) == "Harbour Health"


def test_a_term_comes_back_with_its_labels(admin):
    row = factories.term("topic", "Housing")
    kept = delete(admin, row)
    assert kept.title == "Housing"
    restore(admin, kept)
    assert Term.objects.get(pk=row.pk).label == "Housing"


def test_a_name_that_is_taken_by_now_is_said_and_nothing_happens(admin):
    row = factories.person()
    kept = delete(admin, row)
    Person.objects.create(slug=row.slug, name="Another")
    assert "has its name or address by now" in restore(admin, kept)
    assert not Person.objects.filter(pk=row.pk).exists() and KeptRow.objects.filter(pk=kept.pk).exists()


def test_what_goes_along_with_something_else_or_by_code_is_no_entry(admin):
    factories.person().delete()
    Person.objects.all().delete()
    assert not KeptRow.objects.exists()


def test_who_could_not_delete_it_sees_nothing_of_it(admin):
    kept, client, person = delete(admin, picture()), Client(), factories.user()
    person.groups.add(Group.objects.get(name="Translators"))
    client.force_login(person)
    assert "A picture" not in client.get(reverse("recycle_bin")).content.decode()
    for name in ("recycle_row_restore", "recycle_row_for_good"):
        assert client.post(reverse(name, args=[kept.pk])).status_code == 404
    assert KeptRow.objects.exists() and not SiteImage.objects.exists()


def test_for_good_by_an_administrator_or_by_itself(admin):
    lies = SiteDocument._meta.get_field("file").storage.exists
    first, second = delete(admin, document()), delete(admin, document())
    address = reverse("recycle_row_for_good", args=[first.pk])
    assert admin.get(address).status_code == 200 and KeptRow.objects.count() == 2
    admin.post(address)
    assert not lies(first.file) and lies(second.file)
    KeptRow.objects.update(deleted_at=timezone.now() - datetime.timedelta(days=31))
    empty_what_is_over()
    assert not KeptRow.objects.exists() and not lies(second.file)
