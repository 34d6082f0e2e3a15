"""Run as a process of its own: makes a page private, and is killed at the point that is named."""

import os
import sys

import django

django.setup()

from django.db import connection, transaction  # noqa: E402
from wagtail.models import Page, PageViewRestriction  # noqa: E402

from caching import signal_handlers, site_version  # noqa: E402


def end(*_arguments, **_more):
    os._exit(9)


def restrict(pk):
    PageViewRestriction.objects.create(page=Page.objects.get(pk=pk), restriction_type="login")


def in_transaction(pk):
    with transaction.atomic():
        restrict(pk)


def before_the_commit(pk):
    with transaction.atomic():
        restrict(pk)
        end()


def between_commit_and_hooks(pk):
    connection.run_and_clear_commit_hooks = end
    in_transaction(pk)


def in_an_earlier_hook(pk):
    with transaction.atomic():
        transaction.on_commit(end)
        restrict(pk)


def before_the_version_rises(pk):
    site_version.shared_version().end = end
    in_transaction(pk)


def a_hook_fails(pk):
    with transaction.atomic():
        transaction.on_commit(lambda: 1 / 0)
        restrict(pk)


def outside_of_a_transaction(pk):
    signal_handlers.after_saving = end
    restrict(pk)


def rolled_back(pk):
    with transaction.atomic():
        restrict(pk)
        transaction.set_rollback(True)


if __name__ == "__main__":
    globals()[sys.argv[1]](int(sys.argv[2]))
