"""The texts of the demo site: their own, in their place, and in both languages."""

import re
from collections import Counter, defaultdict

import pytest

from home.demo.content import RESOURCE_FILES, read, resources
from home.demo.page_maker import events


def _strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for child in value.values():
            yield from _strings(child)
    elif isinstance(value, list):
        for child in value:
            yield from _strings(child)


def _shape(value):
    """Lengths of lists, by place: the French must have those of the English."""
    if isinstance(value, dict):
        return {key: shape for key, child in value.items() if (shape := _shape(child))}
    if isinstance(value, list):
        return [len(value), *map(_shape, value)]
    return None


def _items():
    network = read("network")
    yield from (("page", item) for item in network["pages"])
    yield from (("plain", item) for item in network["standard_pages"])
    yield from (("event", item) for item in events())
    yield from (("summary", item) for item in read("webinars")["summaries"])
    yield from (("resource", item) for item in resources())


def test_no_sentence_of_ten_words_stands_twice():
    seen = defaultdict(int)
    for name in ["network", "events", "webinars", *RESOURCE_FILES]:
        for text in _strings(read(name)):
            for sentence in re.split(r"(?<=[.!?])\s+|\n", text):
                words = re.findall(r"\w+", sentence.lower())
                if len(words) >= 10:
                    seen[" ".join(words)] += 1
    assert [sentence for sentence, count in seen.items() if count > 1] == []


@pytest.mark.parametrize("kind", ["page", "event", "summary", "resource"])
def test_each_field_is_used_at_least_three_times(kind):
    used = Counter(key for found, item in _items() if found == kind for key, value in item.items() if value)
    assert [key for key, count in used.items() if count < 3] == []


def test_each_live_summary_has_five_hundred_words():
    for item in read("webinars")["summaries"]:
        if item.get("status", "live") == "live":
            text = " ".join(_strings([item["summary"], item["sections"], item["questions"], item.get("outcomes")]))
            assert len(re.findall(r"\w+", text)) >= 500, item["slug"]


def test_the_french_has_the_shape_of_the_english():
    for _kind, item in _items():
        for key, shape in _shape(item.get("fr", {})).items():
            assert shape[0] == len(item[key]), f"{item['slug']}: {key}"


def test_a_third_of_the_events_summaries_and_findings_is_in_french():
    for kind in ("event", "summary", "resource"):
        live = [item for found, item in _items() if found == kind and item.get("status", "live") == "live"]
        assert sum("fr" in item for item in live) >= len(live) // 3, kind
