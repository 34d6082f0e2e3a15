"""The step of a workflow in which moderators approve or send back."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask


class ReviewTask(AbstractGroupApprovalTask):
    """A moderator of the named groups reads the page, and approves that revision or sends it back with a reason."""

    class Meta:
        verbose_name = _("review by moderators")
        verbose_name_plural = _("reviews by moderators")

    @classmethod
    def get_description(cls) -> str:
        return str(_("A moderator of the chosen groups approves the page, or sends it back with a reason."))
