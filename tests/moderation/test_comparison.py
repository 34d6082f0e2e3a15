"""The review shows what changed and no more."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from moderation.comparison.changes import changes
from moderation.comparison.texts import marked_html, meant
from moderation.submission import submit
from resources.models import ResourcePage
from tests import factories


def group(heading, *items, key=None):
    return {
        "type": "group",
        "value": {"group": None, "heading": heading, "items": [f"<p>{item}</p>" for item in items]},
        **({"id": key} if key else {}),
    }


@pytest.fixture
def live(editor):
    """A resource with 17 findings in three groups."""
    items = [f"Finding number {number} of them" for number in range(17)]
    findings = [group("First", *items[:6]), group("Second", *items[6:10]), group("Third", *items[10:])]
    return factories.resource(findings=findings, key_findings="<p>What <b>peers</b> say.</p>")


@pytest.fixture
def shown(live, editor, moderator, sign_in):
    """What the moderator is shown after the editor changed the newest version and sent it."""

    def review(change):
        draft = ResourcePage.objects.get(pk=live.pk).get_latest_revision_as_object()
        change(draft)
        draft.save_revision(user=editor)
        step = submit(ResourcePage.objects.get(pk=live.pk), editor).current_task_state
        answer = sign_in(moderator).get(reverse("review", args=[step.pk]))
        return {str(one.field_label()): str(one.htmldiff()) for one in answer.context["comparison"]}

    return review


def test_one_word_of_the_summary_leaves_the_findings_out(shown):
    def change(draft):
        draft.summary = draft.summary.replace("document", "report")

    found = shown(change)
    assert list(found) == ["Summary"]
    assert '<span class="deletion">document</span><span class="addition">report</span>' in found["Summary"]


def test_of_17_findings_the_one_that_changed_is_shown(shown):
    def change(draft):
        draft.findings[1].value["items"][2] = type(draft.findings[1].value["items"][2])(
            "<p>Finding of another kind</p>"
        )

    (html,) = shown(change).values()
    assert "Findings 3" in html or "Finding 3" in html
    assert "another" in html
    assert "number 7" not in html
    assert "number 0" not in html


def test_a_new_group_and_one_that_is_gone_are_marked_whole(shown):
    def change(draft):
        del draft.findings[2]
        draft.findings.append(("group", {"group": None, "heading": "Fourth", "items": ["<p>Wholly new</p>"]}))

    (html,) = shown(change).values()
    assert '<span class="addition">' in html.split("Wholly new")[0]
    assert '<span class="deletion">' in html.split("number 16")[0]
    assert "number 2 " not in html


def test_another_order_is_said(shown):
    def change(draft):
        first = draft.findings.pop(0)
        draft.findings.append(first)

    (html,) = shown(change).values()
    assert "The order has changed." in html
    assert "number 3" not in html


def test_a_double_blank_that_was_removed_is_seen(shown, live):
    def change(draft):
        draft.summary = draft.summary.replace(" the ", "  the ", 1)

    (html,) = shown(change).values()
    assert '<span class="addition">␣</span>' in html


def test_a_blank_in_a_rich_text_is_seen(shown):
    def change(draft):
        draft.key_findings = draft.key_findings.replace("What ", "What  ")

    (html,) = shown(change).values()
    assert '<span class="addition">␣</span>' in html


def test_a_change_of_look_is_said(shown):
    def change(draft):
        draft.key_findings = draft.key_findings.replace("b>", "i>")

    assert "only the formatting has changed" in shown(change)["Key findings"]


@pytest.mark.parametrize(("before", "after"), [("", "<p></p>"), ('<p data-block-key="a"></p>', ""), (None, "<p> </p>")])
def test_an_empty_rich_text_that_stays_empty_is_no_change(before, after):
    assert meant(before) == meant(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>One.</p>\n<p>Two.</p>", '<p data-block-key="a1">One.</p><p data-block-key="b2">Two.</p>'),
        ("<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>\n", "<ul><li>One</li><li>Two</li></ul>"),
        ("<p>Let&#x27;s &quot;go&quot; &amp; see</p>", '<p>Let\'s "go" &amp; see</p>'),
        ('<p><a linktype="page" id="3">A</a></p>', '<p><a id="3" linktype="page">A</a></p>'),
        ("<p>One<br>two</p><hr>", "<p>One<br/>two</p><hr/>"),
    ],
)
def test_another_spelling_of_the_same_is_no_change(before, after):
    assert meant(before) == meant(after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p>One.</p><p>Two.</p>", "<p>One. Two.</p>"),
        ("<p>a b</p>", "<p>a  b</p>"),
        ("<p>a b</p>", "<p>a&nbsp;b</p>"),
        ("<p><b>a</b> b</p>", "<p><b>a</b>b</p>"),
        ("<p><b>a</b></p>", "<p><i>a</i></p>"),
        ("<ul><li>a</li></ul>", "<ol><li>a</li></ol>"),
        ('<p><a linktype="page" id="3">A</a></p>', '<p><a linktype="page" id="4">A</a></p>'),
        ("<p>a &lt;b&gt;</p>", "<p>a <b></b></p>"),
        ("a < b", "a > b"),
    ],
)
def test_what_reads_or_looks_otherwise_is_a_change(before, after):
    assert meant(before) != meant(after)


def test_a_text_that_the_editor_wrote_anew_is_no_change(shown):
    def change(draft):
        draft.key_findings = '<p data-block-key="k1">What <b>peers</b> say.</p>\n'
        draft.summary += " More."

    assert list(shown(change)) == ["Summary"]


def test_another_spelling_is_not_marked_beside_a_change():
    html = marked_html("<ul>\n  <li>One</li>\n  <li>Two</li>\n</ul>", "<ul><li>One</li><li>Three</li></ul>")
    assert "␣" not in html and "↵" not in html
    assert '<span class="deletion">Two</span><span class="addition">Three</span>' in html


@pytest.mark.parametrize("html", ["<p>a</p>", "<hr/>", '<embed embedtype="image" id="1"/>', "<p></p><hr/>"])
def test_what_shows_is_not_empty(html):
    assert meant(html) == html


def test_the_target_of_a_link_is_shown(shown):
    def change(draft):
        draft.key_findings = '<p>What <b>peers</b> <a href="https://example.org/a">say</a>.</p>'

    assert "[https://example.org/a]" in strip_tags("".join(shown(change).values()))


def test_marks_of_the_editor_are_no_change(shown):
    def change(draft):
        draft.key_findings = draft.key_findings.replace("<p>", '<p data-block-key="x1">')
        draft.title = "Another"

    assert list(shown(change)) == ["Title"]


def test_marks_that_saving_sets_are_no_change(live, rf, moderator):
    before, after = (ResourcePage.objects.get(pk=live.pk) for _version in range(2))
    for page, words in ((before, 'It\'s what "peers" say.'), (after, "It’s what “peers” say.")):
        page.summary, page.key_findings = words, f"<p>{words}</p>"
        page.findings = page.findings.stream_block.to_python([group(words, words)])
    request = rf.get("/")
    request.user = moderator
    assert changes(before, after, request) == []


def test_a_field_of_a_block_is_named(shown):
    def change(draft):
        draft.links[0].value["url"] = "https://example.org/other.pdf"

    (html,) = shown(change).values()
    assert "other" in html
    assert "The report" not in html
