"""A draft may be incomplete inside a block too; what is missing is named before the page goes live."""

import threading

import pytest
from django.urls import reverse
from wagtail.blocks import StructBlock
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import streamfield

from core.blocks import DownloadBlock, RecordingBlock
from core.blocks.links import AddressBlock
from core.going_live import problems_of
from core.locking import one_check_at_a_time
from events.models import EventPage
from networks.blocks import ContactBlock, OrganisationBlock, PersonBlock
from resources.blocks import AuthorBlock, FindingsBlock
from resources.models import ResourcePage
from tests import factories
from tests.moderation.forms import plain_page
from tests.test_conventions import OUR_APPS

pytestmark = pytest.mark.django_db


def streams():
    for model in get_page_models():
        if model._meta.app_label in OUR_APPS:
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    yield from ((model, field, name) for name in field.stream_block.child_blocks)


def empty(block):
    """What the form holds just after “+” was pressed."""
    if isinstance(block, StructBlock):
        return block.normalize({name: empty(child) for name, child in block.child_blocks.items()})
    return block.get_default()


MAKERS = {
    "EventPage": factories.event,
    "ResourcePage": factories.resource,
    "WebinarSeriesPage": factories.series,
    "WebinarSummaryPage": factories.summary,
    "NetworkPage": factories.network_page,
    "StandardPage": factories.standard_page,
    "HomePage": factories.home,
}
CASES = [case for case in streams() if case[0].__name__ in MAKERS]


@pytest.mark.parametrize(("model", "field", "name"), CASES, ids=lambda value: getattr(value, "name", str(value)))
def test_a_block_just_opened_is_kept_in_the_draft(model, field, name, client):
    block = field.stream_block.child_blocks[name]
    kept = field.stream_block.clean_deferred(field.stream_block.normalize([(name, empty(block))]))
    page = MAKERS[model.__name__]()
    setattr(page, field.name, kept)
    page.save_revision(clean=False)
    draft = model.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.make_preview_request().status_code == 200
    client.force_login(factories.user(is_superuser=True))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


HALF = [
    (PersonBlock, {"name": "", "link": "https://exa"}),
    (OrganisationBlock, {"role": "host", "name": ""}),
    (OrganisationBlock, {"role": "", "name": "The ho"}),
    (ContactBlock, {"name": "", "mailbox": "events@conn"}),
    (AuthorBlock, {"name": ""}),
    (FindingsBlock, {"heading": "", "items": []}),
    (RecordingBlock, {"label": "", "host": "youtube", "video_id": "https://youtu"}),
    (DownloadBlock, {"title": "", "date": "20", "url": "https:/"}),
]


@pytest.mark.parametrize(("kind", "values"), HALF, ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_half_typed_is_kept_in_a_draft_and_refused_after(kind, values):
    block = kind()
    value = block.normalize(values)
    kept = block.clean_deferred(value)
    assert {name: kept[name] for name in values if name != "items"} == {
        name: given for name, given in values.items() if name != "items"
    }
    with pytest.raises(Exception, match=""):
        block.clean(block.normalize(values))
    assert not block.is_deferred_validation


@pytest.mark.parametrize("address", ["javascript:alert(1)", "java\tscript:alert(1)", " DATA:text/html,x", "vbscript:x"])
def test_an_address_that_does_something_is_not_even_kept(address):
    with pytest.raises(Exception, match="address"):
        AddressBlock().clean_deferred(address)


def test_what_is_missing_is_named_with_block_and_field():
    page = factories.event(
        live=False, organisations=[("organisation", {"role": "", "organisation": None, "name": "A"})]
    )
    words = [problem.in_words for problem in problems_of(EventPage.objects.get(pk=page.pk))]
    assert any("Part" in line for line in words)


def test_a_half_typed_address_is_named():
    link = ("link", {"label": "The report", "url": "https://exa mple"})
    page = factories.resource(live=False)
    page.links = [link]
    page.save_revision(clean=False)
    draft = ResourcePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert any("address" in problem.in_words for problem in problems_of(draft))


def test_autosave_keeps_a_page_with_a_block_half_filled(editor):
    page = factories.standard_page(live=False)
    download = {"title": "", "kind": "", "page": "", "url": "https:/", "document": "", "date": "20", "format": ""}
    download |= {"language": "", "size_kb": "", "note": ""}
    quote = {"quote": "", "source": ""}
    asked = plain_page(page, "<p>Kept.</p>", body=streamfield([("download", download), ("quote", quote)]))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = editor.post(url, asked, headers={"accept": "application/json"})
    assert answer.json()["success"]
    body = type(page).objects.get(pk=page.pk).get_latest_revision_as_object().body
    assert body[0].value["url"] == "https:/"
    assert body[0].value["date"] == "20"
    assert problems_of(type(page).objects.get(pk=page.pk).get_latest_revision_as_object())


def test_a_draft_that_is_saved_does_not_loosen_the_rules_elsewhere(editor, monkeypatch):
    """Wagtail notes at the shared blocks that nothing is required: meanwhile no other thread checks."""
    seen = []

    def clean(self, value):
        other = threading.Thread(target=lambda: seen.append(one_check_at_a_time.acquire(blocking=False)))
        other.start()
        other.join()
        return value

    monkeypatch.setattr("core.blocks.text.QuoteBlock.clean", clean)
    page = factories.standard_page(live=False)
    asked = plain_page(page, body=streamfield([("quote", {"quote": "", "source": ""})]))
    editor.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), asked, headers={"accept": "application/json"})
    assert seen
    assert not any(seen)
