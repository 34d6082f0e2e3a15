"""A DOI as people write it, and the one that is meant."""

import pytest

from core.text.dois import doi_address, doi_key, doi_of

# As tools and people hand them over, and what is meant.
SHAPES = {
    "10.1234/abc.2.": "10.1234/abc.2",
    "10.1234/abc.17,": "10.1234/abc.17",
    "https://doi.org/10.1234/abc.6?utm_source=x": "10.1234/abc.6",
    "doi.org/10.1234/abc.4": "10.1234/abc.4",
    "DOI 10.1234/abc.8": "10.1234/abc.8",
    "https://doi.org/10.1234/abc.11\u200b": "10.1234/abc.11",
    "https://doi.org/10.1234%2Fabc.16": "10.1234/abc.16",
    "doi: https://doi.org/10.1234/abc.20": "10.1234/abc.20",
    # Neighbours.
    "http://dx.doi.org/10.1234/ABC": "10.1234/ABC",
    "www.doi.org/10.1234/abc/": "10.1234/abc",
    "https://doi.org/doi:10.1234/abc#s2": "10.1234/abc",
    "<https://doi.org/10.1234/abc>": "10.1234/abc",
    "(doi:10.1234/ab(c)d).": "10.1234/ab(c)d",
    "“10.1234/abc”": "10.1234/abc",
    "info:doi/10.1234/abc": "10.1234/abc",
    "urn:doi:10.1234/abc": "10.1234/abc",
    "DOI：10.1234/abc": "10.1234/abc",
    "\ufeff10.1234\u00a0/ a\u00adbc": "10.1234/abc",
    "10.1000.10/123": "10.1000.10/123",
    "https://doi-org.library.example.org/10.1234/abc": "10.1234/abc",
    "10.1002/(SICI)1521-3951(199911)216:1<135::AID-PSSB135>3.0.CO;2-#": (
        "10.1002/(SICI)1521-3951(199911)216:1<135::AID-PSSB135>3.0.CO;2-#"
    ),
}


@pytest.mark.parametrize("typed", SHAPES)
def test_the_doi_is_found_in_what_is_typed(typed):
    assert doi_of(typed) == SHAPES[typed]


@pytest.mark.parametrize("typed", SHAPES)
def test_its_address_leads_back_to_it(typed):
    found = doi_of(typed)
    assert doi_of(found) == doi_of(doi_address(found)) == found


@pytest.mark.parametrize(
    "typed", ["", "10.", "n/a", "11.1000/abc", "10.1/abc", "10.1234", "10.1234/abc and 10.1234/abd", "see 10.1234/abc"]
)
def test_what_is_none_is_none(typed):
    assert doi_of(typed) == ""


def test_its_address_holds_no_sign_that_ends_one():
    assert doi_address("10.1234/a<b>#c d") == "https://doi.org/10.1234/a%3Cb%3E%23c%20d"
    assert doi_address("") == ""


def test_capitals_mean_nothing_in_it():
    assert doi_key("10.1234/ABC") == doi_key("https://doi.org/10.1234/abc")
