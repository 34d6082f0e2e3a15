import pytest

from core.models import FormerTermSlug, Term

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
