"""The home of a member: what is on it, who has one, and that it tells nobody what they may not open."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from files.models import SiteDocument
from networks.models import Committee, CommitteeText, Person, Seat
from tests import factories

pytestmark = pytest.mark.django_db
HOME = "/your-network/"
SECRETS = ("Secret table", "Secret session", "Secret area", "Secret minutes", "Secret paper")


def close(page, group):
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(group)


def document(title):
    made = SiteDocument(title=title, file=ContentFile(b"%PDF-1.4", name="paper.pdf"), file_size=8)
    made.save()
    return made


def download(file):
    return {"title": file.title, "document": file, "page": None, "url": ""}


@pytest.fixture
def board():
    """A group with an area, news, a document, a committee that meets, and one session for it alone."""
    group = Group.objects.create(name="Board")
    factories.home()
    table = Committee(slug="table")
    table.texts = [CommitteeText(language="en", name="Secret table")]
    table.save()
    news = [("item", {"date": timezone.localdate().isoformat(), "text": "<p>Secret minutes</p>"})]
    files = [("report", download(document("Secret paper")))]
    shown = [("committee", table)]
    area = factories.network_page(title="Secret area", show_in_menus=True, news=news, reports=files, committees=shown)
    close(area, group)
    session = factories.event(title="Secret session", committee=table)
    close(session, group)
    return group


@pytest.fixture
def member(board):
    user = factories.user(first_name="Mem")
    user.groups.add(board)
    person = factories.person("Mem Berfield", account=user)
    table = Committee.objects.get()
    table.seats = [Seat(person=person, role="chair")]
    table.save()
    return user


def asked(client, user, address=HOME):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address)


def test_a_member_finds_sessions_news_committees_documents_and_areas(client, member):
    text = asked(client, member).content.decode()
    assert "Hello, Mem" in text
    for words in SECRETS:
        assert words in text
    assert "Next meeting" in text and "Members only" in text


def test_public_sessions_come_after_those_for_members(client, member):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    factories.event(title="Public session", start_date=tomorrow)
    text = asked(client, member).content.decode()
    assert text.index("Secret session") < text.index("Public session")


def test_a_stranger_is_asked_to_sign_in(client, board):
    answer = client.get(HOME)
    assert answer.status_code == 302 and answer["Location"].startswith(reverse("sign_in"))
    assert HOME not in client.get("/").content.decode()


def _of_another_group():
    other = Group.objects.create(name="Others")
    room = factories.network_page(title="Another room")
    close(room, other)
    user = factories.user()
    user.groups.add(other)
    return user


def _whose_membership_is_over(member):
    member.groups.clear()
    Person.objects.update(account=None)
    return member


@pytest.mark.parametrize("who", ["other", "over"])
def test_others_see_no_name_no_title_and_no_count(client, member, who):
    assert "Secret session" in asked(client, member).content.decode()
    user = _of_another_group() if who == "other" else _whose_membership_is_over(member)
    for address in (HOME, "/", factories.network_index().url):
        text = asked(client, user, address).content.decode()
        assert not [words for words in SECRETS if words in text], address


def test_a_seat_opens_no_door(client, member, board):
    """Somebody who left the group and still has the seat is told of the seat, and of nothing behind the door."""
    member.groups.remove(board)
    text = asked(client, member).content.decode()
    assert "Secret table" in text
    assert not [words for words in SECRETS[1:] if words in text]
    assert "Next meeting" not in text


def test_a_closed_account_finds_nothing(client, member):
    client.force_login(member)
    member.is_active = False
    member.save()
    assert client.get(HOME).status_code == 302


@pytest.mark.parametrize("change", [{"live": False}, {"status": "closed"}])
def test_a_committee_that_is_closed_or_not_approved_is_left_out(client, member, change):
    Committee.objects.update(**change)
    assert "Your committees" not in asked(client, member).content.decode()


def test_who_has_nothing_there_begins_on_the_front_page(client):
    factories.home()
    answer = asked(client, factories.user())
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert HOME not in client.get("/").content.decode()


def test_who_signs_in_lands_there_unless_they_wanted_to_go_elsewhere(client, member):
    given = {"username": member.email, "password": "password"}
    assert client.post(reverse("sign_in"), given)["Location"] == HOME
    client.logout()
    assert client.post(reverse("sign_in"), given | {"next": "/people/"})["Location"] == "/people/"


def test_it_is_kept_for_nobody(client, member):
    answer = asked(client, member)
    assert "no-store" in answer["Cache-Control"] and "private" in answer["Cache-Control"]
    client.logout()
    assert "Secret" not in client.get(HOME, follow=True).content.decode()


def test_a_document_that_is_public_too_is_no_private_one(client, member):
    file = SiteDocument.objects.get()
    factories.network_page(title="For all", reports=[("report", download(file))])
    assert 'id="documents"' not in asked(client, member).content.decode()


def test_papers_of_the_next_meeting(client, member):
    meeting = Committee.objects.get().meetings.get()
    meeting.downloads = [("download", download(document("Agenda and budget")))]
    meeting.save_revision().publish()
    text = asked(client, member).content.decode()
    assert "Papers" in text and "Agenda and budget" in text


def test_the_account_of_a_person_is_told_nowhere(client, member):
    texts = [client.get(address).content.decode() for address in ("/people/", f"/people/{Person.objects.get().slug}/")]
    assert not [text for text in texts if member.email in text]
