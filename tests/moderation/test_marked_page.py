"""What a draft changes, marked on the page as it looks."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.rich_text import RichText

from home.models import StandardPage
from moderation.comparison import marked_page as module
from moderation.comparison.marked_page import marked_page
from moderation.submission import submit
from tests import factories

FRAME = "<html><head><title>x</title></head><body><nav>Menu</nav><main>{}</main><footer>Foot</footer></body></html>"


def marked(old, new):
    return marked_page(FRAME.format(old), FRAME.format(new))


def test_words_that_came_and_went_are_marked_in_their_place():
    page = marked("<p>We meet on Monday.</p>", "<p>We meet on Friday evening.</p>")
    assert "<del>Monday.</del>" in page
    assert "<ins>Friday evening.</ins>" in page
    assert page.count("We meet on") == 1
    assert "We meet on" in page
    assert page.startswith("<html><head><title>x</title><link")
    assert page.endswith("</main><footer>Foot</footer></body></html>")


def test_what_is_the_same_has_no_marks():
    page = marked("<p>The same.</p>", "<p>The same.</p>")
    assert "<ins>" not in page
    assert "<del>" not in page


@pytest.mark.parametrize("text", ["&lt;script&gt;alert(1)&lt;/script&gt;", "a &amp; b", "« été »"])
def test_signs_stay_what_they_are(text):
    page = marked("<p>Before.</p>", f"<p>{text}</p>")
    assert "<script>" not in page
    words = page.replace("<ins>", "").replace("</ins>", "").replace("&nbsp;", "\u00a0")
    assert text in words


@pytest.mark.parametrize("page", ["", "<p>No main part</p>", "<main", "</main><main>"])
def test_a_page_without_a_main_part_is_shown_as_it_is(page):
    assert marked_page(page, page) == page


def test_a_page_that_is_too_long_is_shown_without_marks(monkeypatch):
    monkeypatch.setattr(module, "MOST_PIECES", 5)
    page = marked("<p>Much too long.</p>", "<p>Quite another text.</p>")
    assert page == FRAME.format("<p>Quite another text.</p>")


CHANGES = {
    "a paragraph came": ("<p>One.</p>", "<p>One.</p><p>Two.</p>", "<p>One.</p><p><ins>Two.</ins></p>"),
    "a paragraph went": ("<p>One.</p><p>Two.</p>", "<p>One.</p>", '<p>One.</p><del class="block">Two.</del>'),
    "an item moved up": (
        "<ul><li>One</li><li>Two</li></ul>",
        "<ul><li>Two</li><li>One</li></ul>",
        '<ul><li><ins>Two</ins></li><li>One</li><del class="block">Two</del></ul>',
    ),
    "a word became bold": ("<p>On Monday</p>", "<p>On <b>Monday</b></p>", "<p>On <b>Monday</b></p>"),
    "a word in bold changed": (
        "<p><b>On Monday</b></p>",
        "<p><b>On Friday</b></p>",
        "<p><b>On <del>Monday</del><ins>Friday</ins></b></p>",
    ),
    "a link came": (
        "<p>See there</p>",
        '<p>See <a href="/x">the page</a> there</p>',
        '<p>See <a href="/x"><ins>the page</ins></a> there</p>',
    ),
    "another sentence": (
        "<p>All of it is new.</p>",
        "<p>Nothing remains here!</p>",
        "<p><del>All of it is new.</del> <ins>Nothing remains here!</ins></p>",
    ),
    "words that are not read": (
        "<script>{a: 1}</script><svg><title>A</title></svg><p>One</p>",
        "<script>{a: 2}</script><svg><title>B</title></svg><p>One</p>",
        "<script>{a: 2}</script><svg><title>B</title></svg><p>One</p>",
    ),
    "a picture came": ("<p>One.</p>", '<p>One.</p><img src="a.png" alt="">', '<p>One.</p><img src="a.png" alt="">'),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_marked_where_it_is(name):
    old, new, wanted = CHANGES[name]
    page = marked(old, new)
    main = page[page.index("<main>") + 6 : page.index("</main>")]
    assert main.replace("<ins> </ins>", " ") == wanted.replace("<ins> </ins>", " ")


@pytest.mark.parametrize("name", CHANGES)
def test_no_tag_of_the_new_page_is_lost_or_doubled(name):
    old, new, _wanted = CHANGES[name]
    page = re.sub(r"</?(ins|del)[^>]*>", "", marked(old, new))
    assert re.findall(r"<[^>]*>", page[page.index("<main>") + 6 : page.index("</main>")]) == re.findall(r"<[^>]*>", new)


@pytest.fixture
def in_review(editor):
    made = factories.standard_page(title="How we meet", owner=editor, body=[("text", RichText("<p>On Mondays.</p>"))])
    page = StandardPage.objects.get(pk=made.pk)
    page.body = [("text", RichText("<p>On Fridays.</p>"))]
    page.save_revision(user=editor)
    return submit(page, editor).current_task_state


def addresses(state):
    revision = state.workflow_state.content_object.latest_revision_id
    return [reverse("review_marked", args=[state.pk, revision]), reverse("review_live", args=[state.pk])]


def test_the_moderator_sees_old_and_new_on_the_page(in_review, moderator, client):
    client.force_login(moderator)
    both, today = (client.get(address) for address in addresses(in_review))
    words = both.content.decode()
    assert "<del>Mondays.</del>" in words
    assert "<ins>" in words
    assert "Fridays" in words
    assert "On Mondays." in today.content.decode()
    assert "Fridays" not in today.content.decode()
    for answer in (both, today):
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "no-store" in answer.headers["Cache-Control"] or "private" in answer.headers["Cache-Control"]
    review = client.get(reverse("review", args=[in_review.pk])).content.decode()
    assert addresses(in_review)[0] in review


@pytest.mark.parametrize("role", ["editor", "translator", "member"])
def test_nobody_else_reads_it_there(role, request, in_review, client):
    client.force_login(request.getfixturevalue(role))
    for address in addresses(in_review):
        answer = client.get(address)
        assert answer.status_code != 200
        assert b"Mondays" not in answer.content


def test_a_version_of_another_page_is_not_shown(in_review, moderator, client):
    other = factories.standard_page(title="Elsewhere").save_revision()
    client.force_login(moderator)
    assert client.get(reverse("review_marked", args=[in_review.pk, other.pk])).status_code == 404


def test_a_page_that_is_not_live_has_nothing_to_compare(in_review, moderator, client):
    Page.objects.filter(pk=in_review.workflow_state.object_id).update(live=False)
    client.force_login(moderator)
    assert [client.get(address).status_code for address in addresses(in_review)] == [404, 404]
    assert "marked" not in client.get(reverse("review", args=[in_review.pk])).content.decode()


def test_strangers_eyes_are_used_for_a_public_page(in_review, moderator, client):
    """What only the moderator may open does not stand in it."""
    hidden = factories.standard_page(title="Hidden away", show_in_menus=True)
    restriction = PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(moderator.groups.all())
    client.force_login(moderator)
    for address in addresses(in_review):
        assert "Hidden away" not in client.get(address).content.decode()
