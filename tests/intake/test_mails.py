"""What is read in running sentences, and what is not."""

import datetime
import functools
import io

import pytest

from intake.document import KeptWords, sentences
from intake.document_reading import read_document
from intake.filling import fill, kept_words, strings_in
from intake.not_kept import sentences_about
from tests.intake.mails import MAILS

TODAY = datetime.date(2026, 11, 30)
pytestmark = pytest.mark.django_db


@functools.cache
def read(name):
    mail = next(one for one in MAILS if one.name == name)
    return read_document(io.BytesIO(mail.text.encode()), "pasted.txt")


@pytest.fixture(params=MAILS, ids=lambda mail: mail.name)
def mail(request):
    return request.param


@pytest.fixture
def filling(mail, request_for, monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: TODAY)
    return fill(mail.kind, read(mail.name), request_for)


def found_in(filling, name):
    """As the expectations of a mail are written."""
    value = filling.values.get(name)
    if not isinstance(value, list):
        return str(value)
    return [_name_of(child) for _kind, child in value] if name != "findings" else _items(value)


def _items(groups):
    return [item.removeprefix("<p>").removesuffix("</p>") for _kind, group in groups for item in group["items"]]


def _name_of(child):
    if isinstance(child, str):
        return child.removeprefix("<p>").removesuffix("</p>")
    return child.get("name") or child.get("url") or str(child.get("organisation") or child.get("person"))


def test_facts_find_their_fields(mail, filling):
    assert {name: found_in(filling, name) for name in mail.expected} == mail.expected


def test_what_may_be_about_something_else_is_not_read(mail, filling):
    assert {name: filling.values[name] for name in mail.empty if name in filling.values} == {}


def test_whatever_is_read_in_sentences_is_to_be_confirmed(mail, filling):
    sure = {"objectives", "findings", "links", "time_zone"}
    assert [name for name in mail.expected if name not in filling.guessed and name not in sure] == []


def test_what_is_no_fact_stays_in_the_text(mail, filling):
    text = " ".join(strings_in(filling.values))
    assert [words for words in mail.stays if words not in text] == []


def test_no_sentence_is_lost(mail, filling):
    kept = KeptWords([*kept_words(filling), *sentences_about(read(mail.name).not_kept)])
    assert [one for line in mail.text.splitlines() for one in sentences(line.lstrip("> -")) if not kept.hold(one)] == []
