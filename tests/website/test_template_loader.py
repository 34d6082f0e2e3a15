"""Templates are read without their indentation; plain text keeps every sign."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Origin, engines

from website.template_loader import Loader

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SHOWS_ITS_INDENTATION = re.compile(
    r"<(pre|textarea)\b[^>]*>[^<]*\n|\{% blocktranslate (?:(?!trimmed|%\}).)*%\}(?:(?!endblocktranslate).)*\n",
    re.DOTALL,
)


def read(path: Path) -> str:
    return Loader(engines["django"].engine).get_contents(Origin(str(path)))


def test_an_html_template_loses_its_indentation_and_keeps_its_lines(tmp_path):
    path = tmp_path / "a.html"
    path.write_text("<ul>\n    <li>a  b</li>\n\n\t</ul>\n")
    assert read(path) == "<ul>\n<li>a  b</li>\n\n</ul>\n"


def test_a_plain_text_template_stays_as_it_is(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("- a\n    b\n")
    assert read(path) == "- a\n    b\n"


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_template_holds_words_whose_indentation_is_shown(path):
    assert not SHOWS_ITS_INDENTATION.search(path.read_text())
