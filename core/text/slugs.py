"""Address parts made from names, so that nobody has to think of one."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

LONGEST = 70


def slug_of(name: str) -> str:
    """The name as an address part."""
    return slugify(name)[:LONGEST].strip("-") or "entry"


def free_slug(name: str, taken: models.QuerySet) -> str:
    """The name as an address part; with a number when another row has it."""
    wish = slug_of(name)
    slug, number = wish, 1
    while taken.filter(slug=slug).exists():
        number += 1
        slug = f"{wish}-{number}"
    return slug


class SluggedForm(WagtailAdminModelForm):
    """The form of something with a name and an address part: left empty, the address part is made from the name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = self.fields["slug"].help_text or _(
                "If you leave this empty, it is made from the name."
            )

    def save(self, commit: bool = True) -> Any:
        instance = super().save(commit=False)
        if not instance.slug:
            others = type(instance)._default_manager.exclude(pk=instance.pk)
            if hasattr(instance, "vocabulary"):
                others = others.filter(vocabulary=instance.vocabulary)
            instance.slug = free_slug(str(instance), others)
        # Such a page shows the name that was approved with it: a change is a draft beside it, as of what is live.
        if commit and not getattr(instance, "is_named_by_live_page", False):
            instance.save()
        return instance
