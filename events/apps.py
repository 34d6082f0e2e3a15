from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from events import projections, search_updates
        from events.after_event import followed_events
        from events.intake import event_recipe, summary_recipe

        followed_events.connect()
