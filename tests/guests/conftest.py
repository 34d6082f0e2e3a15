"""A draft of the editor's, and a link of one person who has no account."""

import datetime

import pytest
from django.core import mail

from guests.saying import make_link
from tests.moderation.conftest import draft, editor, groups, moderator, second_moderator, waiting

__all__ = ["draft", "editor", "groups", "moderator", "second_moderator", "waiting"]


@pytest.fixture
def make(draft, editor):
    def link(page=None, may_decide=True, language="en", name="Kit Owl", email="", days=14):
        made = make_link(
            (page or draft).pk, editor, datetime.timedelta(days=days), name, email, language, may_decide=may_decide
        )
        mail.outbox.clear()
        return made

    return link


@pytest.fixture
def link(make):
    return make()
