import pytest

from core.models import FormerTermSlug, Term
from core.models.terms import TermLabel

pytestmark = pytest.mark.django_db


def test_a_renamed_term_answers_to_its_former_address():
    term = Term.named_or_new("topic", "Peer support", "en")
    term.slug = "peers"
    term.save()
    assert list(Term.objects.named("topic", ["peer-support"])) == [term]
    assert FormerTermSlug.objects.get().slug == "peer-support"


def test_a_merged_term_answers_with_the_one_it_became():
    old, new = (Term.named_or_new("topic", name, "en") for name in ("Safe supply", "Safer supply"))
    old.merge_into(new)
    assert list(Term.objects.named("topic", ["safe-supply"])) == [new]
    assert list(Term.objects.of("topic")) == [new]


def test_the_names_of_a_merged_term_are_other_words_for_the_one_that_stays():
    old, new = (Term.named_or_new("topic", name, "en") for name in ("Safe supply", "Safer supply"))
    old.labels.filter(language="en").update(short="SS", synonyms="Clean supply\nsafer supply")
    old.labels.add(TermLabel(language="fr", label="Approvisionnement sûr"))
    old.save()
    new.labels.filter(language="en").update(synonyms="Prescribed supply")
    Term.objects.get(pk=old.pk).merge_into(Term.objects.get(pk=new.pk))
    [kept] = Term.objects.get(pk=new.pk).labels.all()
    assert kept.synonyms.splitlines() == [
        "Prescribed supply",
        "Safe supply",
        "SS",
        "Clean supply",
        "Approvisionnement sûr",
    ]


def test_a_new_term_beside_a_merged_one_of_its_name_gets_another_address():
    old, new = (Term.named_or_new("topic", name, "en") for name in ("Safe supply", "Safer supply"))
    old.merge_into(new)
    assert Term.named_or_new("topic", "Safe supply", "en").slug == "safe-supply-2"


def test_two_names_without_latin_letters_are_two_terms():
    terms = [Term.named_or_new("topic", name, "en") for name in ("悲伤", "住房")]
    assert [term.slug for term in terms] == ["term", "term-2"]
