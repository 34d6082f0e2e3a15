"""What is typed in a language is set with its marks, and nothing else is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource
from wagtail_localize.operations import translate_object

from core.models import Term, TermLabel
from core.text.cleaning import cleaned
from core.text.typography import as_typed, set_html_in, set_in, spellings
from home.models import StandardPage
from search.words.analysis import analysed
from tests import factories

FRENCH = {
    "Que faire ? Rien ; tout !": "Que faire\u202f? Rien\u202f; tout\u202f!",
    "Le lieu : Québec": "Le lieu\u00a0: Québec",
    "« mot » et « deux »": "«\u00a0mot\u00a0» et «\u00a0deux\u00a0»",
    "Vraiment\u00a0?": "Vraiment\u202f?",
    "Trop  de blancs  !": "Trop  de blancs\u202f!",
    "l'eau d'ici, aujourd'hui": "l’eau d’ici, aujourd’hui",
    'Le mot "pair" de l\'"aide"': "Le mot «\u00a0pair\u00a0» de l’«\u00a0aide\u00a0»",
    "l'11 juin": "l’11 juin",
}
ENGLISH = {
    "It's the parents' group": "It’s the parents’ group",
    'She said "yes" and "no".': "She said “yes” and “no”.",
    '("open")': "(“open”)",
}
LEFT_ALONE = [
    "https://example.org/l'eau?a=b",
    "Voir www.example.org/l'eau",
    "l'accueil@example.org",
    "10.1000/l'eau",
    "affiche-d'hiver.pdf",
    "`l'eau ?`",
    "12:30",
    "5'10\" sur 6'2\"",
    'un tuyau de 5" et un autre "neuf"',
    'un seul " ici',
    'rien entre "" et "',
    "'til the 'quoted' word",
    "a != b, x ?y",
    ": au début",
]


@pytest.mark.parametrize("text", FRENCH)
def test_french_gets_its_spaces_quotes_and_apostrophes(text):
    assert set_in("fr", text) == FRENCH[text]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_gets_its_quotes_and_apostrophes(text):
    assert set_in("en", text) == ENGLISH[text]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("text", [*LEFT_ALONE, "", "plain"])
def test_what_a_machine_reads_and_what_is_not_certain_stays(language, text):
    assert set_in(language, text) == text


def test_spaces_of_french_are_no_matter_of_english():
    assert set_in("en", "Why ? « so » : yes") == "Why ? « so » : yes"


@pytest.mark.parametrize("text", [*FRENCH, *ENGLISH])
def test_a_language_without_marks_is_not_touched(text):
    assert set_in("de", text) == text


RICH = {
    "<p>L&#x27;<b>eau</b> <i>?</i></p>": "<p>L’<b>eau</b>\u202f<i>?</i></p>",
    "<p>&quot;Oui&quot;</p><p>: non</p>": "<p>«\u00a0Oui\u00a0»</p><p>: non</p>",
    '<a href="x\'y ?" title="l\'eau">l\'eau</a>': '<a href="x\'y ?" title="l\'eau">l’eau</a>',
    "<code>l'eau ?</code> l'eau": "<code>l'eau ?</code> l’eau",
    "<p>sel &amp; eau ; fin</p>": "<p>sel &amp; eau\u202f; fin</p>",
    "<p>un</p> <p>! deux</p>": "<p>un</p> <p>! deux</p>",
}


@pytest.mark.parametrize("source", RICH)
def test_rich_text_is_set_across_its_tags(source):
    assert set_html_in("fr", source) == RICH[source]


texts = st.text(alphabet=st.sampled_from(list("abé5' \"«»“”’:;?!.,()-/@\n\u00a0\u202f…&<>s")), max_size=60)


@given(texts, st.sampled_from(["en", "fr"]))
def test_setting_twice_changes_nothing(text, language):
    once = set_in(language, text)
    assert set_in(language, once) == once


@given(texts, st.sampled_from(["en", "fr"]))
def test_cleaning_keeps_what_was_set(text, language):
    once = set_in(language, cleaned(text))
    assert cleaned(once) == once


@given(texts, st.sampled_from(["en", "fr"]))
def test_words_stay_the_same_words(text, language):
    assert as_typed(set_in(language, text)).split() == as_typed(text).split()


@given(texts, st.sampled_from(["en", "fr"]))
def test_search_finds_the_same(text, language):
    assert analysed(set_in(language, text), language) == analysed(text, language)


@given(st.lists(st.sampled_from(["<p>", "</p>", "<b>", "</b>", "<br/>", "&#x27;", "&quot;", "l'eau ?", '"', " ", "»"])))
def test_rich_text_set_twice_changes_nothing(pieces):
    once = set_html_in("fr", "".join(pieces))
    assert set_html_in("fr", once) == once


def test_a_name_is_looked_up_in_every_spelling():
    assert {"Children's care", "Children’s care"} <= spellings("Children's care")
    assert spellings("Children's care") == spellings("Children’s care")


def _stream(model, *blocks):
    return model._meta.get_field("body").stream_block.to_python(
        [{"type": name, "value": value} for name, value in blocks]
    )


@pytest.mark.django_db
def test_a_page_is_set_in_its_language_in_fields_and_blocks():
    blocks = [("text", "<p>L&#x27;eau ?</p>"), ("questions", [{"question": "L'eau ?", "answer": "<p>d'ici</p>"}])]
    page = factories.in_french(
        factories.standard_page(), title="L'eau ?", slug="l-eau", body=_stream(StandardPage, *blocks)
    )
    text, questions = [child.value for child in page.body]
    assert (page.title, page.slug, text.source) == ("L’eau\u202f?", "l-eau", "<p>L’eau\u202f?</p>")
    assert (questions[0]["question"], questions[0]["answer"].source) == ("L’eau\u202f?", "<p>d’ici</p>")


@pytest.mark.django_db
def test_an_english_page_has_no_spaces_of_french():
    assert factories.standard_page(title='What\'s "peer" : why ?').title == "What’s “peer” : why ?"


@pytest.mark.django_db
def test_a_title_that_would_be_too_long_stays_as_it_was_typed():
    title = '"' + "a" * 253 + '"'
    assert factories.in_french(factories.standard_page(), title=title, slug="a").title == title


@pytest.mark.django_db
def test_rows_are_set_in_their_language():
    term = factories.term("topic", "Children's care")
    TermLabel.objects.create(term=term, language="fr", label="L'enfance : soins")
    assert [row.label for row in term.labels.order_by("language")] == ["Children’s care", "L’enfance\u00a0: soins"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["L'enfance : soins", "l’enfance\u00a0: soins", "L’enfance : soins"])
def test_a_term_is_found_by_its_name_however_it_is_typed(typed):
    term = factories.term("topic", "Children's care")
    TermLabel.objects.create(term=term, language="fr", label="L'enfance : soins")
    assert Term.objects.called("topic", typed) == term


@pytest.mark.django_db
def test_a_passage_that_was_typed_before_keeps_its_translation_when_it_is_set():
    french = Locale.objects.get_or_create(language_code="fr")[0]
    page = factories.standard_page(lead="Water")
    type(page).objects.filter(pk=page.pk).update(lead='It\'s "water"')
    translate_object(factories.home(), [french])
    translate_object(type(page).objects.get(pk=page.pk), [french])
    source = TranslationSource.objects.get(object_id=page.translation_key)
    old = source.stringsegment_set.get(context__path="lead")
    StringTranslation.objects.create(translation_of=old.string, locale=french, context=old.context, data="De l'eau")
    type(page).objects.get(pk=page.pk).save()
    source.update_from_db()
    new = source.stringsegment_set.get(context__path="lead")
    assert new.string.data == "It’s “water”"
    assert StringTranslation.objects.get(translation_of=new.string, context=new.context).data == "De l’eau"
