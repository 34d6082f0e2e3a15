"""The people who bring documents, and the place where their drafts stand."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Locale, Page

from events.models import WebinarSummaryPage
from intake.filling import Request
from moderation.groups import set_up_groups
from tests import factories
from tests.intake.documents import document
from tests.intake.files import content_of


@pytest.fixture
def groups(db):
    set_up_groups()
    factories.moderator()


@pytest.fixture
def editor(groups):
    person = factories.user("edda@example.org", first_name="Edda")
    person.groups.add(Group.objects.get(name="Editors"))
    return person


@pytest.fixture
def sign_in(client):
    def as_person(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_person


@pytest.fixture
def request_for(db):
    """Asks for a filling at the root, for nobody in particular."""
    return Request(factories.user(), Page(locale=Locale.objects.get(language_code="en")), "en")


def door(page_class, parent):
    return reverse("intake_start", args=[page_class._meta.app_label, page_class._meta.model_name, parent.pk])


@pytest.fixture
def webinars(db):
    return factories.webinar_index()


@pytest.fixture
def made():
    """A webinar summary as a Word file."""
    return document(0)


@pytest.fixture
def bring(sign_in, editor, webinars):
    """Brings a file, or words, as the editor; gives the answer."""

    def send(name="", content=b"", person=None, parent=None, page_class=WebinarSummaryPage, **fields):
        given = {"file": SimpleUploadedFile(name, content)} if name else {}
        address = door(page_class, parent or webinars)
        return sign_in(person or editor).post(address, {"text": "", "html": "", **fields, **given})

    return send


@pytest.fixture
def draft(bring, made):
    """The draft that the editor made of the Word file."""
    answer = bring(made.name, content_of(made))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return WebinarSummaryPage.objects.get()
