from typing import Any

from django.core.management.base import BaseCommand

from moderation.groups import set_up_groups


class Command(BaseCommand):
    help = "Brings the groups, their permissions and the review of pages to the rules of the site."

    def handle(self, *args: Any, **options: Any) -> None:
        set_up_groups()
        self.stdout.write("Groups, permissions and the review are set up.")
