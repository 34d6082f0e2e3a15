"""Terms that a document names are chosen, to be confirmed; words that are no term are not lost."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from core.going_live import problems_of
from core.models import Term
from events.models import EventPage, WebinarSummaryPage
from intake.models import Intake
from resources.models import ResourcePage
from tests import factories
from tests.intake.files import open_text, pdf_of_lines


@pytest.fixture
def terms(db):
    made = [factories.term("topic", "Stigma"), factories.term("topic", "Harm reduction")]
    made += [factories.term("region", "Fraser"), factories.term("audience", "Youth, families and schools")]
    label = made[1].labels.get()
    label.synonyms = "Réduction des méfaits\nSafer use"
    label.save()
    return made


def summary_of(bring, *lines, **fields):
    text = "\n\n".join(["A title of one line", *lines, "SUMMARY", "We spoke of sleep at length."])
    assert bring(text=text, **fields).status_code == 302
    return WebinarSummaryPage.objects.get()


def chosen(page):
    return {term.label for term in page.terms}


def left():
    return " ".join(Intake.objects.get().leftovers)


def test_terms_after_their_label_are_chosen_and_asked_about(bring, terms):
    page = summary_of(bring, "Topics: stigma, harm reduction", "Region: Fraser")
    assert chosen(page) == {"Stigma", "Harm reduction", "Fraser"}
    asked = {problem.field for problem in problems_of(page) if problem.message.startswith("Confirm")}
    assert asked == {"terms_topic", "terms_region"}
    assert chosen(page.get_latest_revision_as_object()) == chosen(page)


@pytest.mark.parametrize("line", ["Thèmes : réduction des méfaits", "Topics: safer use", "Keywords: Harm Reduction"])
def test_other_words_and_other_languages_name_the_same_term(line, bring, terms):
    assert chosen(summary_of(bring, line)) == {"Harm reduction"}


def test_a_name_may_hold_what_stands_between_names(bring, terms):
    assert chosen(summary_of(bring, "Audience: youth, families and schools")) == {"Youth, families and schools"}


def test_words_that_are_no_term_stand_at_the_side(bring, terms):
    page = summary_of(bring, "Topics: stigma, moon phases")
    assert chosen(page) == {"Stigma"}
    assert "Topics: moon phases" in left()
    assert not Term.objects.filter(labels__label="moon phases").exists()


def test_a_line_that_names_no_term_stands_at_the_side_whole(bring, terms):
    summary_of(bring, "Topics: moon phases, tides")
    assert "Topics: moon phases, tides" in left()


def test_a_term_in_the_title_is_chosen(bring, terms):
    bring(text="Less stigma in Fraser clinics\n\nSUMMARY\n\nWords about sleep.")
    assert chosen(WebinarSummaryPage.objects.get()) == {"Stigma", "Fraser"}


def test_part_of_a_word_is_no_term(bring, terms):
    bring(text="Stigmata and Fraserville\n\nSUMMARY\n\nWords about sleep.")
    assert chosen(WebinarSummaryPage.objects.get()) == set()


def test_what_is_a_term_of_two_vocabularies_is_not_guessed_without_its_label(bring, terms):
    factories.term("audience", "Elders")
    factories.term("population", "Elders")
    page = summary_of(bring, "Keywords: Elders")
    assert chosen(page) == set()
    assert "Keywords: Elders" in left()


def test_with_its_label_it_is(bring, terms):
    factories.term("audience", "Elders")
    factories.term("population", "Elders")
    assert [term.vocabulary for term in summary_of(bring, "Population: Elders").terms] == ["population"]


def test_two_where_one_is_to_be_chosen_are_not_guessed(bring, terms):
    factories.term("event-type", "Forum")
    factories.term("event-type", "Workshop")
    text = "A day of talk\n\nEvent type: Forum, Workshop\n\nBACKGROUND\n\nWords about sleep."
    bring(text=text, page_class=EventPage, parent=factories.event_index())
    assert chosen(EventPage.objects.get()) == set()
    assert "Forum, Workshop" in left()


def test_a_term_that_nobody_approved_is_not_named(bring, terms):
    Term.named_or_new("topic", "Moon phases", "en", live=False)
    assert chosen(summary_of(bring, "Topics: Moon phases")) == set()


def test_a_person_who_chooses_otherwise_has_confirmed(bring, terms):
    page = summary_of(bring, "Topics: stigma")
    page.page_terms = []
    page.forget_terms()
    assert not [problem for problem in problems_of(page) if problem.field == "terms_topic"]


def test_the_form_names_the_vocabulary(bring, terms, sign_in, editor):
    page = summary_of(bring, "Topics: stigma")
    said = sign_in(editor).get(f"/admin/pages/{page.pk}/edit/").content.decode()
    assert 'data-intake-guess="terms_topic"' in said


# Keywords of the file


def _word():
    word = docx.Document()
    word.add_heading("A title of one line", 0)
    word.add_paragraph("Words about sleep, and no more than that.")
    word.core_properties.keywords = "Stigma; moon phases"
    file = io.BytesIO()
    word.save(file)
    return "a.docx", file.getvalue()


def _pdf():
    content = pdf_of_lines(["A title of one line", "", "Words about sleep, and no more than that."])
    writer = PdfWriter(PdfReader(io.BytesIO(content)))
    writer.add_metadata({"/Keywords": "Stigma, moon phases"})
    file = io.BytesIO()
    writer.write(file)
    return "a.pdf", file.getvalue()


def _odt():
    scheme = 'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    words = "".join(f"<meta:keyword>{word}</meta:keyword>" for word in ("Stigma", "moon phases"))
    file = io.BytesIO(open_text("<text:h>A title of one line</text:h><text:p>Words about sleep.</text:p>"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("meta.xml", f"<m {scheme}>{words}</m>")
    return "a.odt", file.getvalue()


def _html():
    head = '<head><meta name="Keywords" content="Stigma, moon phases"></head>'
    return "a.html", f"<html>{head}<h1>A title of one line</h1><p>Words about sleep.</p></html>".encode()


@pytest.mark.parametrize("make", [_word, _pdf, _odt, _html])
def test_keywords_of_a_file_are_terms_or_stand_at_the_side(make, bring, terms):
    bring(*make())
    assert chosen(WebinarSummaryPage.objects.get()) == {"Stigma"}
    assert "moon phases" in left()


def test_what_text_and_file_both_say_stands_at_the_side_once(bring, terms):
    html = '<head><meta name="keywords" content="moon phases"></head><h1>Title</h1><p>Topics: stigma, moon phases</p>'
    bring("a.html", f"<html>{html}<h2>Summary</h2><p>Words about sleep.</p></html>".encode())
    assert len(Intake.objects.get().leftovers) == 1


def test_a_resource_keeps_all_keywords_in_their_field(bring, terms):
    text = "A title of one line\n\nKeywords: stigma, moon phases\n\nSUMMARY\n\nWords about sleep."
    bring(text=text, page_class=ResourcePage, parent=factories.resource_index())
    page = ResourcePage.objects.get()
    assert page.keywords == "stigma; moon phases"
    assert chosen(page) == {"Stigma"}
    assert left() == ""
