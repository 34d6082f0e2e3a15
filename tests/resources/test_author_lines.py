"""Authors of a line, apart."""

import pytest

from intake.document import PARAGRAPH, Block
from intake.filling import Filling
from intake.in_form.piece_items import Target
from resources.author_lines import author_names_in
from resources.intake import authors_of_piece


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Marlow J, Osei P", ["Marlow J", "Osei P"]),
        ("Marlow J, Osei P and Chen L", ["Marlow J", "Osei P", "Chen L"]),
        ("Jane Marlow; Paul Osei", ["Jane Marlow", "Paul Osei"]),
        ("Marlow, J., Osei, P.", ["Marlow, J.", "Osei, P."]),
        ("Marlow, Jane", ["Marlow, Jane"]),
        ("Léa Roy et Anne Côté", ["Léa Roy", "Anne Côté"]),
        ("Jane Marlow, MPH", ["Jane Marlow, MPH"]),
    ],
)
def test_each_name_is_an_author(line, names):
    assert author_names_in(line) == names


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "names"), [("Marlow J, Osei P", ["Marlow J", "Osei P"]), ("Ines Novak, Nurse", ["Ines Novak"])]
)
def test_a_piece_put_into_the_authors_is_read_alike(line, names):
    filling = Filling()
    authors_of_piece(filling, Target("authors", "author"), [Block(PARAGRAPH, line)])
    assert [value["name"] for _kind, value in filling.values["authors"]] == names
