"""What readers are told of a link to another site."""

from django import template

from linkcheck import link_status
from linkcheck.models import ExternalLink

register = template.Library()


@register.filter
def told_broken(address: str) -> ExternalLink | None:
    """What is known of an address that did not answer, when readers are told so."""
    return link_status.told_broken(address)
