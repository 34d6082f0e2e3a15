"""Words are cleaned at every door; what a language or a script needs is left alone."""

import pytest
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import get_form_for_model
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.models import TermLabel
from core.models.glossary import GlossaryEntry
from core.models.site import SiteText
from core.text.cleaning import cleaned, cleaned_html
from home.models import StandardPage
from networks.models import CommitteeText, OrganisationText, Person, PersonText
from tests import factories

NOISE = {
    "Peer\u00adworkers": "Peerworkers",
    "the \ufb01nal report, e\ufb00ects": "the final report, effects",
    "to\u200bgether, \ufeffso": "together, so",
    "a\u200dz, b\u200cy": "az, by",
    "left \u200eto\u202e right": "left to right",
    "in\u00a02021, by\u202fall": "in 2021, by all",
    "Me\u0301tis": "Métis",
    "one\u2028two": "one\ntwo",
}
MEANT = [
    "Wet\u02bcsuwet\u02bcen",
    "Que faire\u00a0? Rien\u202f!",
    "«\u00a0mot\u00a0»",
    "10\u202f000\u00a0$, 25\u00a0%",
    "می\u200cخواهم",
    "क्\u200dष",
    "👩\u200d👧 ❤\ufe0f",
    "שלום\u200f, a",
    "ไทย\u200bไทย",
    "œuvre, Ærø, ʔəy̓",
]
RICH = '<p>Peer\u00adworkers <a href="https://example.org/a\u200b">the\u00a0\ufb01nal</a> &lt;&nbsp;5&#173;</p>'
CLEAN_RICH = '<p>Peerworkers <a href="https://example.org/a\u200b">the final</a> &lt; 5</p>'


@pytest.mark.parametrize("text", NOISE)
def test_noise_goes(text):
    assert cleaned(text) == NOISE[text]


@pytest.mark.parametrize("text", [*MEANT, *NOISE.values(), "plain", ""])
def test_what_is_meant_stays(text):
    assert cleaned(text) == text


def test_markup_stays_as_it_is():
    assert cleaned_html(RICH) == CLEAN_RICH
    assert cleaned_html(CLEAN_RICH) == CLEAN_RICH


@pytest.mark.django_db
def test_a_page_is_cleaned_in_fields_and_blocks_at_any_depth():
    table = {"columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["Peer\u00adworkers"]}], "caption": ""}
    body = [
        ("text", RICH),
        ("quote", {"quote": "Peer\u00adworkers", "source": ""}),
        ("questions", [{"question": "Peer\u00adworkers", "answer": RICH}]),
        {"type": "table", "value": {"caption": "Peer\u00adworkers", "table": table}},
    ]
    page = StandardPage(title="Peer\u00adworkers", slug="a", lead="the \ufb01nal", search_description="a\u200bb")
    page.body = StandardPage._meta.get_field("body").stream_block.to_python(
        [b if isinstance(b, dict) else {"type": b[0], "value": b[1]} for b in body]
    )
    factories.home().add_child(instance=page)
    page = StandardPage.objects.get(pk=page.pk)
    assert (page.title, page.lead, page.search_description) == ("Peerworkers", "the final", "ab")
    text, quote, questions, block = [child.value for child in page.body]
    assert text.source == questions[0]["answer"].source == CLEAN_RICH
    assert quote["quote"] == questions[0]["question"] == block["caption"] == "Peerworkers"
    assert block["table"].row_data[0]["values"] == ["Peerworkers"]


@pytest.mark.parametrize(
    ("model", "name"), [(Person, "name"), (GlossaryEntry, "acronym"), (TermLabel, "label"), (SiteText, "name")]
)
def test_every_form_of_the_admin_cleans_what_is_typed(model, name):
    form = get_form_for_model(model, form_class=WagtailAdminModelForm, fields=[name])()
    assert form.fields[name].clean("the \ufb01nal") == "the final"


@pytest.mark.django_db
def test_a_translated_passage_is_kept_clean():
    french = Locale.objects.get_or_create(language_code="fr")[0]
    page = factories.standard_page(lead="In English")
    translate_object(factories.home(), [french])
    translate_object(page, [french])
    translation = Translation.objects.get(source__object_id=page.translation_key)
    segment = translation.source.stringsegment_set.get(context__path="lead")
    kept, _made = StringTranslation.objects.update_or_create(
        translation_of=segment.string,
        locale=french,
        context=segment.context,
        defaults={"data": "Que\u00adfaire\u00a0? L\u2019e\u0301te\u0301&nbsp;a"},
    )
    assert StringTranslation.objects.get(pk=kept.pk).data == "Quefaire\u202f? L’été a"
    translation.save_target(publish=False)
    assert page.get_translation(french).specific.lead == "Quefaire\u202f? L’été a"


RICH_ELSEWHERE = [
    (CommitteeText, "purpose"),
    (OrganisationText, "description"),
    (PersonText, "biography"),
    (SiteText, "footer"),
]


@pytest.mark.parametrize(("model", "name"), RICH_ELSEWHERE)
def test_rich_text_outside_of_pages_is_cleaned_in_its_words_alone(model, name):
    form = get_form_for_model(model, form_class=WagtailAdminModelForm, fields=[name])()
    written = RICH.replace("\u200b", "%E2%80%8B")
    field = form.fields[name]
    sent = field.widget.value_from_datadict({name: field.widget.format_value(written)}, {}, name)
    cleaned_text = field.clean(sent)
    assert "Peerworkers" in cleaned_text
    assert "\u00ad" not in cleaned_text
    assert "the final" in cleaned_text
    assert 'href="https://example.org/a%E2%80%8B"' in cleaned_text
