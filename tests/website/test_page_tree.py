"""What changes the tree of pages is one act: whatever fails in the middle, every page counts its children right."""

import pytest
from django.db.models.signals import post_save, pre_delete
from wagtail.models import Page, Revision

from tests import factories
from website.jobs import count_children

pytestmark = pytest.mark.django_db


class Failed(Exception):
    """Stands for whatever may happen in the middle."""


@pytest.fixture
def fails():
    """Lets the next signal of this kind raise an error."""
    connected = []

    def fail(signal, sender):
        def raise_it(**kwargs):
            raise Failed

        signal.connect(raise_it, sender=sender, weak=False)
        connected.append((signal, raise_it, sender))

    yield fail
    for signal, receiver, sender in connected:
        signal.disconnect(receiver, sender=sender)


def counts():
    return {page.pk: page.numchild for page in Page.objects.all()}


def problems():
    return [found for found in Page.find_problems() if found]


@pytest.mark.parametrize("make", [factories.standard_page, factories.event, factories.resource, factories.summary])
@pytest.mark.parametrize("live", [True, False])
def test_a_page_that_cannot_be_deleted_is_counted(make, live, fails):
    page = make(live=live)
    before = counts()
    fails(pre_delete, type(page))
    with pytest.raises(Failed):
        page.delete()
    assert (counts(), problems()) == (before, [])


@pytest.mark.parametrize("door", ["copy", "unpublish"])
def test_a_page_action_that_fails_leaves_nothing(door, client, fails):
    client.force_login(factories.user(is_superuser=True))
    page = factories.standard_page()
    before = counts()
    fails(post_save, Revision if door == "copy" else type(page))
    asked = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": str(page.get_parent().pk)}
    with pytest.raises(Failed):
        client.post(f"/admin/pages/{page.pk}/{door}/", asked)
    assert (counts(), problems()) == (before, [])
    assert Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize("wrong", [0, 7])
def test_a_wrong_count_is_mended_by_itself(home, wrong):
    for make in (factories.standard_page, factories.event, factories.resource):
        make()
    right = counts()
    Page.objects.filter(pk=home.pk).update(numchild=wrong)
    count_children()
    assert (counts(), problems()) == (right, [])
