import pytest

from files.metadata import format_of_address


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://example.org/report.pdf", "PDF"),
        ("https://example.org/report.PDF?download=1", "PDF"),
        ("https://example.org/report", "Web page"),
        ("https://example.org/v2.1", "Web page"),
        ("", ""),
    ],
)
def test_the_format_is_read_off_the_address(address, shown):
    assert format_of_address(address) == shown
