"""Facts that nobody may have said yet: yes, no, or not said. What is not said is printed nowhere."""

from django.utils.translation import gettext_lazy as _

NOT_SAID = _("Not said")
# Choices of a BooleanField that may be null.
YES_OR_NO = [(None, NOT_SAID), (True, _("Yes")), (False, _("No"))]
