import pytest
from django.core.exceptions import ValidationError

from core.models import FormerTermSlug, Term
from core.models.terms import TermLabel
from core.new_rows import waiting

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


def test_a_term_is_not_merged_into_one_that_nobody_approved():
    old = Term.named_or_new("topic", "Safe supply", "en")
    new = Term.named_or_new("topic", "Safer supply", "en", live=False)
    with pytest.raises(ValidationError):
        old.merge_into(new)


def test_a_new_term_that_is_merged_waits_no_longer():
    new, old = Term.named_or_new("topic", "Safe supply", "en", live=False), Term.named_or_new("topic", "Supply", "en")
    new.merge_into(old)
    assert not waiting(Term).exists()


def test_the_draft_of_the_term_that_stays_takes_the_names_too():
    old, new = (Term.named_or_new("topic", name, "en") for name in ("Safe supply", "Safer supply"))
    label = new.labels.get()
    label.label = "Safest supply"
    new.labels = [label]
    new.save_revision()
    new = Term.objects.get(pk=new.pk)
    old.merge_into(new)
    new.refresh_from_db()
    draft = new.get_latest_revision_as_object()
    assert {one.label: one.synonyms for one in draft.labels.all()} == {"Safest supply": "Safe supply"}
    assert dict(TermLabel.objects.filter(term=new).values_list("label", "synonyms")) == {"Safer supply": "Safe supply"}
    assert new.has_unpublished_changes
