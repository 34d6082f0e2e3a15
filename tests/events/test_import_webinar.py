"""`manage.py import_webinar`: a summary from the shell."""

import io

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from events.models import WebinarSummaryPage
from intake.document import bare
from intake.models import Intake
from tests import factories
from tests.intake.shapes import google_export, wrapped_text
from tests.intake.test_pictures import image_tag, picture


@pytest.fixture
def webinars(db):
    return factories.webinar_index()


@pytest.fixture
def run(webinars, tmp_path):
    """Runs the command on a file of these words; gives what it printed."""

    def of(content, name="notes.txt", **options):
        path = tmp_path / name
        path.write_bytes(content)
        out = io.StringIO()
        call_command("import_webinar", str(path), stdout=out, **options)
        return out.getvalue()

    return of


def test_a_link_that_says_here_keeps_its_target_and_is_flagged(run):
    shape = google_export()
    told = run(shape.content, shape.name)
    assert "https://example.org/tape-list" in WebinarSummaryPage.objects.get().questions[1].value["answer"].source
    assert "The link “available here” does not say where it leads." in told


def test_each_part_is_told(run):
    told = run(wrapped_text().content)
    assert "Recognised" in told
    assert "Date of the session: Thursday, June 18, 2026" in told
    assert "Question period: 2 · What happens when somebody does not leave" in told


def test_a_document_that_was_read_makes_no_second_draft(run):
    run(wrapped_text().content)
    with pytest.raises(CommandError, match=r"This document was read on .* add --again"):
        run(wrapped_text().content, "another name.txt")
    assert WebinarSummaryPage.objects.count() == 1


def test_a_second_draft_is_made_when_it_is_asked_for(run):
    run(wrapped_text().content)
    run(wrapped_text().content, again=True)
    assert WebinarSummaryPage.objects.count() == 2


def test_the_draft_can_be_made_in_a_series(run, webinars):
    series = factories.series(title="Lending", slug="lending", parent=webinars)
    run(wrapped_text().content, series="lending")
    assert WebinarSummaryPage.objects.child_of(series).get().number == 8


def test_a_series_that_is_unknown_is_told_with_those_that_there_are(run, webinars):
    factories.series(title="Lending", slug="lending", parent=webinars)
    with pytest.raises(CommandError, match=r"no series with the slug “borrowing”. There are: lending."):
        run(wrapped_text().content, series="borrowing")


def test_a_slug_of_several_languages_has_to_be_told_apart(run, webinars):
    series = factories.series(title="Lending", slug="lending", parent=webinars)
    twin = series.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0], copy_parents=True)
    with pytest.raises(CommandError, match=r"Several series have the slug “lending” .* --language"):
        run(wrapped_text().content, series="lending")
    run(wrapped_text().content, series="lending", language="fr")
    assert WebinarSummaryPage.objects.child_of(twin).exists()


def test_a_list_that_is_missing_is_told(run):
    with pytest.raises(CommandError, match="no list of webinars in the language “fr”"):
        run(wrapped_text().content, language="fr")


def test_a_file_that_is_missing_is_told(webinars):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_webinar", "/nowhere/at/all.txt")


@pytest.mark.parametrize(("name", "words"), [("old.doc", "Save it as a Word file"), ("bad.docx", "could not be read")])
def test_a_file_that_cannot_be_read_is_told(name, words, run):
    with pytest.raises(CommandError, match=words):
        run(b"\xd0\xcf\x11\xe0", name)
    assert not Intake.objects.exists()


def test_the_draft_belongs_to_whoever_is_named(run):
    person = factories.user("edda@example.org", is_superuser=True)
    run(wrapped_text().content, user="edda@example.org")
    assert WebinarSummaryPage.objects.get().owner == person


def test_a_document_with_a_picture_needs_no_account(run):
    words = f"<h1>Quilts on the fence</h1><p>Who sews, who holds the thread?</p>{image_tag(picture(), 'A quilt')}"
    run(words.encode(), "quilts.html")
    image = WebinarSummaryPage.objects.get().body[-1].value["image"]
    assert (image.title, image.uploaded_by_user) == ("A quilt", None)


def test_who_may_not_write_there_makes_no_draft(run):
    factories.user("visitor@example.org")
    with pytest.raises(CommandError, match="may not add pages"):
        run(wrapped_text().content, user="visitor@example.org")


def test_an_account_that_is_unknown_is_told(run):
    with pytest.raises(CommandError, match="Nobody has an account"):
        run(wrapped_text().content, user="nobody@example.org")


WITHOUT_TARGETS = b"""# Whose Turn Is It?

Webinar 5: Thursday, November 4th, 11:00 am to 12:30 pm Pacific Time

## Summary

It was facilitated by [Edda Vance](#), who asked everybody twice.

## Panel

- [Bilal Falk](#), Nurse, Cedar Community Clinic

## Question period

Who opens the door?

Whoever is nearest. The key is on a nail.

The complete video of this session [is available here](#).

To learn more, write to turns@example.org with the subject line "Whose turn".
"""


@pytest.fixture
def without_targets(run):
    run(WITHOUT_TARGETS, "turns.md")
    return WebinarSummaryPage.objects.get()


def test_people_keep_links_without_target(without_targets):
    assert [block.value["link"] for block in without_targets.people] == ["#", "#"]


def test_a_film_without_target_is_a_recording_to_be_mended(without_targets):
    recording = without_targets.recordings[0].value
    assert recording["video_id"] == "#"
    assert bare("The complete video of this session is available here") == bare(recording["label"])


def test_the_contact_in_a_sentence_has_its_subject_line(without_targets):
    contact = without_targets.contact[0].value
    assert (contact["mailbox"], contact["subject"]) == ("turns@example.org", "Whose turn")
    assert "turns@example.org" in without_targets.what_comes_next


def test_the_year_that_was_inferred_is_a_guess(without_targets):
    guess = next(one for one in Intake.objects.get().guesses if one["field"] == "date")
    assert without_targets.date.strftime("%a %d %b") == "Thu 04 Nov"
    assert not guess["confirmed"]


FRENCH = """# La corde

## Sommaire

Nous avons parlé de la corde et de ceux qui la tiennent. Il y a des gens qui ne l’ont jamais vue, et d’autres qui en
ont une dans la cuisine. Les enfants disent que c’est pour le linge, mais ce n’est pas ce que nous pensons.
"""


def test_french_words_go_to_the_french_list(run, webinars):
    french = webinars.copy_for_translation(Locale.objects.get_or_create(language_code="fr")[0], copy_parents=True)
    told = run(FRENCH.encode(), "corde.md")
    assert WebinarSummaryPage.objects.child_of(french).exists()
    assert "another language" in told


def test_french_words_stay_where_there_is_no_french_list(run, webinars):
    run(FRENCH.encode(), "corde.md")
    assert WebinarSummaryPage.objects.child_of(webinars).exists()
