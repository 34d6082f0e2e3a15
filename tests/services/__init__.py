"""Tests that need a PostgreSQL and a Redis of their own; make test-services starts them."""

import pytest

# For tests whose transactions are committed. All of them say the same: a test that restores what migrations have
# made cannot follow one that leaves its tables empty, for Wagtail's tasks look up their content type when they are
# made, and a row that is not restored yet would be made anew under another key.
COMMITTED = [pytest.mark.services, pytest.mark.django_db(transaction=True, serialized_rollback=True)]
