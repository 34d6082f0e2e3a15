"""Every change to public content raises the version of the site; drafts and work in the background do not."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, PageViewRestriction, Site

from caching import site_version
from core.models import GlossaryEntry, SiteSettings, Term
from files.models import SiteDocument
from jobs.models import OutgoingMail
from tests import factories


@pytest.fixture
def rises(commit):
    """Whether doing something raises the version, once it is committed."""

    def check(act):
        commit()
        before = site_version.current()
        act()
        commit()
        return site_version.current() > before

    return check


@pytest.fixture
def home(db):
    return factories.home()


@pytest.fixture
def page(home):
    return factories.standard_page(slug="help")


def test_publishing(rises, page):
    page.title = "Another title"
    assert rises(lambda: page.save_revision().publish())


def test_unpublishing(rises, page):
    assert rises(page.unpublish)


def test_moving(rises, page):
    assert rises(lambda: page.move(factories.standard_page(), pos="last-child"))


def test_deleting(rises, page):
    assert rises(page.delete)


def test_changing_the_address(rises, page):
    page.slug = "aid"
    assert rises(page.save)


def test_privacy(rises, page):
    kind = PageViewRestriction.GROUPS
    assert rises(lambda: PageViewRestriction.objects.create(page=page, restriction_type=kind))
    restriction = PageViewRestriction.objects.get()
    assert rises(lambda: restriction.groups.add(Group.objects.create(name="Committee")))
    assert rises(restriction.delete)


def test_who_belongs_to_a_group(rises, db):
    member, group = factories.user(), Group.objects.create(name="Committee")
    assert rises(lambda: member.groups.add(group))


def test_deleting_a_group(rises, db):
    group = Group.objects.create(name="Committee")
    assert rises(group.delete)


@pytest.mark.parametrize(
    "make",
    [
        lambda: factories.term("topic", "Housing"),
        lambda: factories.person(),
        lambda: factories.organisation(),
        lambda: GlossaryEntry.objects.create(acronym="PWLLE"),
        lambda: SiteDocument.objects.create(title="Report", file=ContentFile(b"x", "report.pdf")),
        lambda: SiteSettings.objects.create(site=Site.objects.get(), accent="#112233"),
        lambda: Redirect.objects.create(old_path="/old", redirect_link="/new"),
        lambda: Locale.objects.get_or_create(language_code="fr")[0].save(),
        lambda: Site.objects.get().save(),
    ],
)
def test_words_files_settings_sites(rises, db, make):
    assert rises(make)


def test_renaming_and_merging_a_term(rises, db):
    first, second = factories.term("topic", "Housing"), factories.term("topic", "Homes")
    assert rises(lambda: first.merge_into(second))
    assert Term.objects.of("topic").count() == 1


def test_saving_a_draft_leaves_it_alone(rises, page):
    page.title = "Not yet"
    assert not rises(page.save_revision)


def test_a_new_draft_leaves_it_alone(rises, home):
    assert not rises(lambda: factories.standard_page(live=False))


def test_mail_and_sign_in_leave_it_alone(rises, db):
    member = factories.user()
    member.last_login = timezone.now()
    assert not rises(lambda: member.save(update_fields=["last_login"]))
    assert not rises(lambda: OutgoingMail.objects.create(recipient="a@example.org", subject="s", text="t"))


@pytest.mark.django_db
def test_what_a_transaction_sees_is_its_own():
    calls = []

    @site_version.cached_until_change
    def answer():
        calls.append(1)
        return len(calls)

    assert (answer(), answer()) == (1, 1)
    site_version.bump()
    assert (answer(), answer()) == (2, 2)


@pytest.mark.django_db
def test_what_was_rolled_back_is_forgotten():
    @site_version.cached_until_change
    def locales():
        return Locale.objects.count()

    before = locales()
    with transaction.atomic():
        Locale.objects.create(language_code="zz")
        assert locales() == before + 1
        transaction.set_rollback(True)
    assert locales() == before


@pytest.mark.django_db
def test_a_draft_with_terms_leaves_what_visitors_have_alone(rises):
    index, term = factories.resource_index(), factories.term("category", "Principles")
    assert not rises(lambda: factories.resource(index, [term], live=False))
