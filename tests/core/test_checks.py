import pytest
from django.core.checks import run_checks
from django.urls import reverse
from django.utils.translation import override

from core.checks import check_languages
from core.i18n.profiles import profile_of
from website.errors import server_error


def problems_of(code, settings):
    settings.LANGUAGES = [*settings.LANGUAGES, (code, "A new one")]
    return " ".join(error.msg for error in check_languages())


@pytest.mark.django_db
def test_the_languages_of_the_site_are_whole():
    assert check_languages() == []
    assert [error for error in run_checks() if error.id == "core.E001"] == []


@pytest.mark.parametrize("part", ["profile", "formats", "REGIONAL_TAGS", "catalogue"])
def test_a_language_without_one_of_its_parts_keeps_the_site_from_starting(part, settings):
    assert part in problems_of("es", settings)


def test_the_search_page_stands_where_the_profile_says(settings):
    for code, _name in settings.LANGUAGES:
        with override(code):
            assert reverse("search").endswith(f"/{profile_of(code).search_path}")


def test_an_error_of_ours_is_said_in_every_language(rf, settings):
    page = server_error(rf.get("/")).content.decode()
    for code, _name in settings.LANGUAGES:
        assert profile_of(code).server_error.title in page
