from django.core.management.base import BaseCommand

from jobs.worker import Worker


class Command(BaseCommand):
    help = "Runs what is due and what waits in the queue, until it is told to stop."

    def handle(self, *args, **options):
        Worker().run()
