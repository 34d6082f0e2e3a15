"""In the editor's form a day or a time is typed in words; what is not understood is said and not stored."""

import datetime

import pytest
from django.urls import reverse
from wagtail.admin import widgets
from wagtail.admin.panels import get_edit_handler
from wagtail.blocks import BaseBlock, DateBlock, DateTimeBlock, StreamBlock, TimeBlock
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.fields import StreamField
from wagtail.snippets.models import get_snippet_models

from core.typed_fields import DayBlock, TimeField, TimeInput, TimeOfDayBlock
from events.models import EventPage
from tests import factories
from tests.core.test_page_form import create, draft, fields_of
from tests.test_conventions import OUR_APPS, PAGE_TYPES

pytestmark = pytest.mark.django_db
PICKERS = (widgets.AdminDateInput, widgets.AdminTimeInput, widgets.AdminDateTimeInput)


def blocks_in(block: BaseBlock):
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from blocks_in(child)
    if hasattr(block, "child_block"):
        yield from blocks_in(block.child_block)


@pytest.mark.parametrize("model", PAGE_TYPES)
def test_no_block_guesses_a_day(model):
    streams: list[StreamBlock] = [f.stream_block for f in model._meta.get_fields() if isinstance(f, StreamField)]
    for stream in streams:
        for block in blocks_in(stream):
            assert not isinstance(block, DateTimeBlock)
            assert not isinstance(block, DateBlock) or isinstance(block, DayBlock)
            assert not isinstance(block, TimeBlock) or isinstance(block, TimeOfDayBlock)


OTHERS = [m for m in (*get_snippet_models(), *settings_registry) if m._meta.app_label in OUR_APPS]


@pytest.mark.parametrize("model", [*PAGE_TYPES, *OTHERS])
def test_no_field_guesses_a_day(model):
    view = getattr(model, "snippet_viewset", None)
    form = (view.get_edit_handler() if view else get_edit_handler(model)).get_form_class()
    fields = form(instance=model()).fields
    assert [name for name, field in fields.items() if isinstance(field.widget, PICKERS)] == []


def test_an_event_is_dated_in_words(editor):
    given = {"start_date": "March 3, 2027", "start_time": "2:30 PM", "end_time": "16 h", "action-submit": None}
    event = draft(create(editor, EventPage, factories.event_index(), **given), EventPage)
    assert event.start_date == datetime.date(2027, 3, 3)
    assert (event.start_time, event.end_time) == (datetime.time(14, 30), datetime.time(16))


@pytest.mark.parametrize(("field", "text"), [("start_date", "3/4/2027"), ("start_date", "soon"), ("start_time", "2")])
def test_what_is_not_understood_is_not_stored(editor, field, text):
    parent = factories.event_index()
    address = f"/admin/pages/add/events/eventpage/{parent.pk}/"
    given = fields_of(EventPage, **{field: text, "action-submit": None})
    assert editor.post(address, given, HTTP_ACCEPT="application/json").status_code == 400
    answer = editor.post(address, given)
    assert field in answer.context["form"].errors
    assert f'value="{text}"' in answer.content.decode()
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("day", "3 mars 2027", "Wednesday, March 3, 2027"),
        ("time", "14h30", "2:30 pm Pacific Time"),
        ("moment", "March 3, 2027, 9 am", "Wednesday, March 3, 2027, 9:00 am Pacific Time"),
        ("day", "", ""),
    ],
)
def test_what_was_understood_is_said(editor, kind, text, words):
    answer = editor.get("/admin/typed/", {"kind": kind, "text": text, "zone": "America/Vancouver"})
    assert answer.json() == {"words": words}


@pytest.mark.parametrize("query", ["", "kind=day&text=soon", "kind=time&text=2", "kind=x&text=x", "text=%00", "zone=x"])
def test_odd_questions_are_answered(editor, query):
    answer = editor.get(f"/admin/typed/?{query}")
    assert answer.status_code == 200
    assert answer.json().keys() <= {"words", "problem"}


def test_a_stranger_is_not_answered(client):
    assert client.get("/admin/typed/?kind=day&text=soon").status_code == 302


@pytest.mark.parametrize(
    ("start", "end", "is_read"),
    [
        ("6 pm", "7.30", (19, 30)),
        ("6 pm", "7:30", (19, 30)),
        ("11 am", "1:15", (13, 15)),
        ("6 am", "7.30", (7, 30)),
        ("9 pm", "12.15", (12, 15)),
        ("6 pm", "7:30 am", (7, 30)),
        ("18:00", "07:30", (7, 30)),
        ("18 h", "7 h 30", (7, 30)),
        ("8 pm", "1:00", (1, 0)),
        ("", "7.30", (7, 30)),
    ],
)
def test_an_end_is_read_with_its_start(start, end, is_read):
    given = TimeInput().value_from_datadict({"start_time": start, "end_time": end}, {}, "end_time")
    assert TimeField().clean(given) == datetime.time(*is_read)


def test_an_end_on_another_day_is_not_read_with_the_start():
    given = {"start_date": "March 3, 2027", "end_date": "March 4, 2027", "start_time": "6 pm", "end_time": "7.30"}
    assert TimeInput().value_from_datadict(given, {}, "end_time") == "7.30"
    daily = given | {"same_hours_daily": "on"}
    assert TimeInput().value_from_datadict(daily, {}, "end_time") == "19:30"


def test_an_end_of_an_evening_is_saved_and_said(editor):
    given = {"start_date": "March 3, 2027", "start_time": "6 pm", "end_time": "7.30", "action-submit": None}
    event = draft(create(editor, EventPage, factories.event_index(), **given), EventPage)
    assert event.end_time == datetime.time(19, 30)
    asked = {"kind": "time", "text": "7.30", "start": "6 pm", "zone": "America/Vancouver"}
    assert editor.get(reverse("typed_moment"), asked).json() == {"words": "7:30 pm Pacific Time"}


def test_the_end_of_an_item_is_read_with_its_start():
    given = {"agenda-0-value-start": "6 pm", "agenda-0-value-end": "7.30"}
    assert TimeInput().value_from_datadict(given, {}, "agenda-0-value-end") == "19:30"
