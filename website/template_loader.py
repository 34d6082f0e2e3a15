"""Reads the templates of the site without their indentation: it is for those who write them, not for readers."""

import re

from django.template import Origin
from django.template.loaders import filesystem

# Only what stands before the first sign of a line goes, so that lines keep their numbers in tracebacks.
INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """In HTML one white space is as good as ten; in plain text, as in mails, each of them is shown."""

    def get_contents(self, origin: Origin) -> str:
        contents = super().get_contents(origin)
        return INDENTATION.sub("", contents) if str(origin.name).endswith(".html") else contents
