"""Words of Wagtail and its add-ons that we say otherwise. Our own catalogue comes before theirs (LOCALE_PATHS).

In French they call a language a region, which is something else on this site.
"""

from django.utils.translation import gettext_noop as _

LANGUAGES = [
    _("Locale"),
    _("Locale: "),
    _("Locales"),
    _("Switch locales"),
    _("Add a locale"),
    _("Add locale"),
    _("Delete locale"),
    _("Are you sure you want to delete this locale?"),
    _("Synchronise content from another locale"),
    _("The locale could not be saved due to errors."),
    _("This locale cannot be deleted because there are no other locales."),
    _("This locale cannot be deleted because there are pages and/or other objects using it."),
    _("This locale's language code is not supported"),
    _("locale"),
    _("{} locales"),
    _("Wagtail locales"),
    _("Available in %(translations_total)s locales"),
    _("Locale '{0}' created."),
    _("Locale '{0}' updated."),
    _("Locale '{0}' deleted."),
    _("This locale cannot be synced into itself."),
    _("This locale's current language code is not supported. Please choose a new language or delete this locale."),
    _(
        "Choose a locale to synchronise content from. Any existing and future content authored in the selected locale "
        "will be automatically copied to this one."
    ),
]

# Names of links and buttons for those who hear them: they hold the words that stand on them, which are ours.
HEARD = [
    _("Visible to all. Visit the live page"),
    _("Private. Visit the live page"),
    _("Unpublish selected pages"),
]
