"""A sentence that ends in a name or a title has one stop."""

import ast
import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.template.loader import render_to_string

from core.text.sentences import one_stop, with_stop
from tests import factories

ENDED = ["Harbour Health Inc.", "Ed Smith Jr.", "Who decides?", "Act now!", "And then…", "And then...", "Smith, J. A."]
PLAIN = ["Harbour Health", "Smith, J. A", "A (B)", "v2.0"]
AROUND = [("", ""), ("“", "”"), ("« ", " »"), ("<i>", "</i>"), ("&quot;", "&quot;"), ("\ue000", "\ue001")]


@pytest.mark.parametrize(("name", "around"), itertools.product(ENDED, AROUND))
def test_a_name_that_ends_in_a_stop_gets_no_other(name, around):
    named = f"{around[0]}{name}{around[1]}"
    assert one_stop(f"Sent by {named}.") == f"Sent by {named}"
    assert one_stop(f"Sent by {named}. Read it.") == f"Sent by {named} Read it."
    assert one_stop(f"Sent by {named}") == f"Sent by {named}"
    assert with_stop(name) == name


@pytest.mark.parametrize(("name", "around"), itertools.product(PLAIN, AROUND))
def test_another_name_keeps_the_stop_of_the_sentence(name, around):
    text = f"Sent by {around[0]}{name}{around[1]}. Read it."
    assert one_stop(text) == text
    assert with_stop(name) == f"{name}."


@pytest.mark.parametrize("text", ["", "And then... and so on", "See report..docx", "Smith (Inc.). 2020", "e.g., this."])
def test_what_ends_no_sentence_twice_stays(text):
    assert one_stop(text) == text


def test_nothing_is_made_no_sentence():
    assert with_stop("") == ""


def test_in_a_template_a_name_is_escaped_once():
    template = Template(
        "{% load sentences i18n %}{% sentence %}{% blocktranslate %}By “{{ name }}”.{% endblocktranslate %}"
        "{% endsentence %} {{ name|with_stop }} {{ other|with_stop }}"
    )
    shown = template.render(Context({"name": "A & B Inc.", "other": "<b>"}))
    assert shown == "By “A &amp; B Inc.” A &amp; B Inc. &lt;b&gt;."


# Placeholders that never end in a stop: days, hours, numbers, languages, addresses, our own words.
OURS = set(
    """address ago cells count day failed good job kinds latest length list longest newest number reading rows second
    spoken captions state time tried total waiting sent when where written zone_rules count quick slow page site_address
    """.split()
)
IN_CODE = re.compile(r"%\((\w+)\)s[”\"]?\.(?:\s|$)")
IN_TEMPLATE = re.compile(r"\{\{ *(\w+)[^}]*\}\}[”\"]?\.(?:\s|$)")
BLOCK = re.compile(r"(\{% sentence %\}\s*)?\{% blocktranslate(.*?)\{% endblocktranslate %\}", re.DOTALL)
APPS = [app.name for app in Path(settings.BASE_DIR).iterdir() if (app / "apps.py").exists()]


def needs_it(pattern, text):
    return set(pattern.findall(text)) - OURS


def uses_it(tree):
    return any(isinstance(node, ast.Name) and node.id == "one_stop" for node in ast.walk(tree))


def sentences_without(path):
    """The sentences of a module in functions that do not see to their end; outside of functions, in the module."""
    tree = ast.parse(path.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inner = {id(node): function for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
        if needs_it(IN_CODE, words) and not uses_it(inner.get(id(node), tree)):
            yield f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}: {words}"


@pytest.mark.parametrize("app", sorted(APPS))
def test_sentences_of_the_code_that_end_in_a_name_have_one_stop(app):
    modules = (Path(settings.BASE_DIR) / app).rglob("*.py")
    assert [found for path in modules if "migrations" not in path.parts for found in sentences_without(path)] == []


def test_sentences_of_templates_that_end_in_a_name_have_one_stop():
    found = [
        f"{path.relative_to(settings.BASE_DIR)}: {' '.join(words.split())}"
        for path in (Path(settings.BASE_DIR) / "templates").rglob("*")
        if path.suffix in {".html", ".txt"}
        for wrapped, words in BLOCK.findall(path.read_text())
        if needs_it(IN_TEMPLATE, words) and not wrapped
    ]
    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("year", [None, 2021])
def test_the_card_of_a_resource_has_one_stop(year):
    authors = [("author", {"name": "Ed Smith Jr.", "person": None, "kind": "person"})]
    organisations = [("organisation", {"role": "publisher", "organisation": None, "name": "Harbour Inc."})]
    page = factories.resource(year=year, authors=authors, organisations=organisations)
    card = render_to_string("components/resource_card.html", {"page": page})
    assert ".." not in card
    assert "Harbour Inc." in card
    page.organisations = []
    card = render_to_string("components/resource_card.html", {"page": page})
    assert ".." not in card
    assert "Ed Smith Jr." in card


@pytest.mark.django_db
def test_a_feed_has_one_stop_behind_when():
    event = factories.event(lead="", search_description="A sentence.")
    assert ".." not in event.feed_text
    assert ". A sentence" in event.feed_text
