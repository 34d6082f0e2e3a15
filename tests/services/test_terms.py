"""Two editors type the same new term at once: it is made once."""

import pytest
from django.db import transaction

from core.models import Term
from tests.services import COMMITTED
from tests.services.side import Side

pytestmark = COMMITTED


@pytest.mark.parametrize("typed", ["Grief", "grief", "Деуил"])
def test_a_term_that_two_make_at_once_is_one(postgresql, typed):
    other = Side(lambda: Term.named_or_new("topic", typed, "en"))
    with transaction.atomic():
        Term.named_or_new("topic", typed.title(), "en")
        other.start_and_wait_until_it_waits()
    other.join(30)
    assert other.error is None
    assert Term.objects.of("topic").count() == 1
