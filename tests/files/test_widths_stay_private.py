"""Every width and format of a photo follows the privacy of the pages that show it."""

import pytest

from files.jobs import make_pictures
from files.models import SiteRendition
from files.pictures import make_sizes, unmade
from tests import factories
from tests.files.test_widths import photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_on_disk")]


def test_all_sizes_of_a_photo_that_only_a_members_page_shows_are_for_members(client, close, commit):
    page = factories.standard_page(image=photo())
    make_pictures()
    made = list(SiteRendition.objects.values_list("file", flat=True))
    assert {name.rpartition(".")[2] for name in made} == {"jpg", "avif", "webp"}
    commit()
    assert {client.get(f"/media/{name}").status_code for name in made} == {200}
    close(page)
    commit()
    assert {client.get(f"/media/{name}").status_code for name in made} == {404}
    client.force_login(factories.user(), backend="django.contrib.auth.backends.ModelBackend")
    answers = [client.get(f"/media/{name}") for name in made]
    assert {answer["Cache-Control"] for answer in answers} == {"private, max-age=600"}


def test_the_face_of_a_person_that_nobody_approved_is_nobodys(client, commit, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        person = factories.person(picture=photo())
    make_sizes(person.picture)
    commit()
    faces = list(SiteRendition.objects.values_list("file", flat=True))
    assert {client.get(f"/media/{name}").status_code for name in faces} == {200}
    type(person).objects.filter(pk=person.pk).update(live=False)
    factories.person()
    commit()
    assert {client.get(f"/media/{name}").status_code for name in faces} == {404}
    photo()
    assert not unmade().exists()
