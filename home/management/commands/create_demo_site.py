"""A believable site in one command."""

import logging
from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from core.projections import each_once
from home.demo.accounts import make_accounts
from home.demo.date_shift import refresh_dates
from home.demo.directory_data import (
    make_better_words,
    make_committees,
    make_glossary,
    make_map,
    make_organisations,
    make_people,
    make_settings,
    make_vocabularies,
)
from home.demo.fields import World
from home.demo.page_maker import Maker
from home.demo.pictures import make_pictures
from home.demo.plans import make_plans
from home.demo.sign_ups import make_sign_ups
from jobs.task_queue import forget_index_tasks

FOOTER_PAGES = ("accessibility", "privacy", "plain-language", "contact-us", "land-and-reconciliation")


class Command(BaseCommand):
    help = "Fills the site with an invented network. What is there already is left alone; dates are moved up to today."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--password", default="", help="for the demo accounts; left out, one is made up")

    def handle(self, *args: Any, **options: Any) -> None:
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        with each_once():
            staff = make_accounts(options["password"])
            pictures = make_pictures()
            terms = make_vocabularies()
            make_map()
            make_glossary()
            make_better_words()
            organisations = make_organisations(terms)
            people = make_people(organisations, staff)
            committees = make_committees(people, organisations)
            world = World(terms, people, organisations, committees, pictures)
            Maker(world, staff).run()
            make_settings(world.pages["help"], [world.pages[key] for key in FOOTER_PAGES])
            moved = refresh_dates(world, staff["administrator"])
            make_sign_ups(world)
            make_plans(world, staff["editor"])
        call_command("rebuild_references_index", verbosity=0)
        call_command("update_index", verbosity=0)
        # Files are known to belong to pages only now.
        call_command("update_search", "--all", verbosity=0, stdout=StringIO())
        forget_index_tasks()
        self.stdout.write(f"The demo site is ready: {len(world.pages)} pages, {moved} dates moved up to today.")
