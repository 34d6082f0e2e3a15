import json
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command

from caching.site_version import bump
from search import jobs
from search.engine import search
from search.meaning import model_choice
from search.meaning.model_choice import has_avx2, problem
from search.meaning.passages import WORDS, passages
from search.models import Entry, EntryVectors, Promotion
from search.results import SearchQuery
from tests import factories
from tests.search.hosts import Hanging, Refusing

pytest.importorskip("numpy")

import numpy

from search.meaning import close_pages, fusion, vector_table, vectors

pytestmark = pytest.mark.django_db
# Words of one group mean the same to the model of these tests.
GROUPS = (("chemist", "pharmacy", "pharmacie"), ("inmate", "prison", "custody"), ("zebra", "okapi"))


def vector(text):
    words = text.lower().replace(".", " ").split()
    return [float(sum(word in group for word in words)) for group in GROUPS] + [0.1]


class Model:
    """Answers as OpenAI's embeddings do, and remembers what it was asked."""

    def __init__(self, status=200):
        self.texts, self.keys, self.status = [], set(), status
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
                model.texts += asked["input"]
                model.keys.add((asked["model"], self.headers.get("authorization")))
                rows = [{"index": number, "embedding": vector(text)} for number, text in enumerate(asked["input"])]
                body = json.dumps({"data": rows[::-1]}).encode()
                self.send_response(model.status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body if model.status == 200 else b" " * len(body))

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(autouse=True)
def nothing_known(bare_site, settings, monkeypatch):
    """No model, no vectors in memory; the table is compared with the database each time."""
    monkeypatch.setattr(vector_table, "FRESH", 0.0)
    yield
    vector_table.forget()
    close_pages._Asked.vectors = {}
    close_pages._model.cache_clear()


@contextmanager
def answering_at(settings, host):
    settings.SEARCH_MEANING = f"http://127.0.0.1:{host.port}/v1/embeddings"
    settings.SEARCH_MEANING_MODEL, settings.SEARCH_MEANING_KEY = "tiny", "secret"
    close_pages._model.cache_clear()
    yield host
    host.close()


@pytest.fixture
def model(settings):
    with answering_at(settings, Model()) as found:
        yield found


def titles(hits):
    """Without the front page, which is as far from everything."""
    return [hit.page.title for hit in hits if hit.page.title != "Home"]


def offered(words, **question):
    return titles(search(SearchQuery(words, **question)).nearest)


def write():
    jobs.write_vectors()


def test_a_page_that_shares_no_word_is_offered_and_never_counted(made, model):
    made(factories.standard_page, title="Rights at the pharmacy")
    write()
    answer = search(SearchQuery("my chemist"))
    assert titles(answer.nearest) == ["Rights at the pharmacy"]
    assert (answer.total, answer.items, answer.by_kind, answer.is_by_meaning) == (0, [], {}, True)


def test_the_model_is_asked_with_its_name_and_the_key(made, model):
    made(factories.standard_page, title="Pharmacy")
    write()
    assert model.keys == {("tiny", "Bearer secret")}


def test_nothing_is_computed_where_words_suffice(made, model):
    made(factories.standard_page, title="Rights at the pharmacy")
    write()
    model.texts.clear()
    answer = search(SearchQuery("rights pharmacy"))
    assert answer.total == 1 and answer.nearest == [] and model.texts == []


def test_what_holds_too_little_stands_below_what_is_close(made, model):
    for number in range(3):
        made(factories.standard_page, title=f"Alpha beta {number}")
    made(factories.standard_page, title="Gamma chemist")
    made(factories.standard_page, title="The pharmacy")
    write()
    answer = search(SearchQuery("alpha beta chemist"))
    assert answer.total == 3 and answer.nearest[0].page.title in {"The pharmacy", "Gamma chemist"}
    shown = [hit.page.pk for hit in [*answer.nearest, *answer.items]]
    assert len(shown) == len(set(shown))
    assert search(SearchQuery("alpha beta chemist", page=2, page_size=1)).nearest == []


@pytest.mark.parametrize(("between", "close"), [("and ", []), ("something else altogether " * 20, ["The pharmacy"])])
def test_words_far_apart_do_not_suffice_but_come_first(made, model, client, between, close):
    text = f"<p>A chemist {between}on Sundays.</p>"
    made(factories.standard_page, title="Where we are", body=[("text", text)])
    made(factories.standard_page, title="The pharmacy")
    write()
    answer = search(SearchQuery("chemist sundays"))
    assert (titles(answer.items), titles(answer.nearest)) == (["Where we are"], [])
    assert titles(answer.also_near)[:1] == close
    html = client.get("/search/", {"q": "chemist sundays"}).content.decode()
    assert ('<h2 id="also-close">Close to your question in meaning</h2>' in html) == bool(close)


def test_the_order_of_words_is_kept_where_most_of_them_stand_in_the_best_result(made, model):
    for number in range(9):
        made(factories.standard_page, title=f"A chemist, a zebra {number}")
    for title in ("Alpha beta gamma delta", "The pharmacy"):
        made(factories.standard_page, title=title)
    write()
    answer = search(SearchQuery("alpha beta gamma delta chemist"))
    assert (titles(answer.items), titles(answer.nearest)) == (["Alpha beta gamma delta"], [])
    assert titles(answer.also_near)[:1] == ["The pharmacy"] and len(answer.also_near) == fusion.FEW


@pytest.fixture
def few(made, model, monkeypatch):
    """Two pages with most words, four that are close in meaning, and at most five to be offered."""
    monkeypatch.setattr(fusion, "MOST", 5)
    monkeypatch.setattr(fusion, "FEW", 2)
    for title in ("Alpha beta 1", "Alpha beta 2", "Gamma chemist", *(f"Pharmacy {number}" for number in range(3))):
        made(factories.standard_page, title=title)
    write()
    return SearchQuery("alpha beta chemist")


def test_more_of_what_is_close_stands_below_few_results_and_is_never_counted(few):
    answer = search(few)
    assert (answer.total, len(answer.nearest), len(answer.items), len(answer.also_near)) == (2, 2, 2, 1)
    assert len({hit.page.pk for hit in answer.all_hits}) == 5 and answer.by_kind == {"page": 2}
    assert search(replace(few, page=2, page_size=1)).also_near == []
    assert search(SearchQuery("alpha beta")).also_near == []


def test_the_model_is_not_asked_where_nothing_could_be_shown(made, model, monkeypatch):
    monkeypatch.setattr(fusion, "MOST", 2)
    for number in range(2):
        made(factories.standard_page, title=f"Alpha beta gamma delta {number}")
    made(factories.standard_page, title="The pharmacy, a chemist")
    write()
    model.texts.clear()
    answer = search(SearchQuery("alpha beta gamma delta chemist"))
    assert (answer.total, answer.also_near, model.texts) == (2, [], [])


def test_nothing_stands_below_as_many_results_as_are_offered(few, monkeypatch):
    monkeypatch.setattr(fusion, "MOST", 4)
    answer = search(few)
    assert (len(answer.nearest), len(answer.items), answer.also_near) == (2, 2, [])


def test_what_stands_below_is_named_in_both_languages_and_in_json(few, client, french):
    for address, words in (
        ("/search/", "More pages close to your question in meaning"),
        ("/fr/recherche/", "Autres pages proches de votre question par le sens"),
    ):
        html = client.get(address, {"q": few.words}).content.decode()
        assert html.index('id="close"') < html.index('id="found"') < html.index(f'<h2 id="also-close">{words}</h2>')
    found = client.get("/api/search/", {"q": few.words}).json()
    assert (found["total"], len(found["results"]), len(found["nearest"]), len(found["also_near"])) == (2, 2, 2, 1)


def test_a_page_that_is_recommended_is_not_below_the_results_too(few):
    below = search(few).also_near[0].page
    Promotion.objects.create(page=below, words="chemist")
    bump()
    answer = search(few)
    assert [hit.page.pk for hit in answer.promoted] == [below.pk] and answer.also_near == []


def test_closed_pages_change_nothing_below_the_results(few, made, close):
    asked = replace(few, user=AnonymousUser())
    before = [hit.page.pk for hit in search(asked).all_hits]
    for number in range(5):
        close(made(factories.standard_page, title=f"Pharmacy pharmacie {number}"))
    write()
    assert [hit.page.pk for hit in search(asked).all_hits] == before


def test_a_page_that_says_it_throughout_comes_before_one_that_says_it_once():
    once, throughout = table_of([[1, 0, 0.1], [0, 1, 0.1]], [[1, 0, 0.1], [1, 0.2, 0.1]]).nearness(
        question_of([1, 0, 0])
    )
    assert throughout > once


def test_a_page_is_as_close_as_its_closest_passage_and_half_of_the_mean_of_all():
    random = numpy.random.default_rng(1)
    pages = [random.normal(size=(number, 6)).astype("float32") for number in (3, 1, 5)]
    question = question_of(random.normal(size=6).astype("float32"))
    for said, nearness in zip(pages, table_of(*pages).nearness(question), strict=True):
        said = vectors.of_length_one(said)
        mean = vectors.of_length_one(said.mean(axis=0, keepdims=True))[0]
        assert nearness == pytest.approx(max(said @ question) + 0.5 * (mean @ question), abs=0.03)


def question_of(numbers):
    return vectors.of_length_one(numpy.asarray([numbers], numpy.float32))[0]


def table_of(*pages):
    kept = [vectors.unpacked(vectors.packed(numpy.asarray(one, numpy.float32)), len(one)) for one in pages]
    rows = [vector_table._row(number, number, one) for number, one in enumerate(kept, 1)]
    return vector_table.VectorTable(vector_table.State(len(rows), 0), vector_table._joined(rows))


def test_a_question_is_asked_of_the_model_once(made, model):
    made(factories.standard_page, title="Pharmacy")
    write()
    model.texts.clear()
    assert offered("chemist") == offered("chemist") == ["Pharmacy"]
    assert model.texts == ["chemist"]


def test_closed_pages_and_drafts_change_nothing(made, close, model):
    for number in range(5):
        made(factories.standard_page, title=f"Pharmacy {number}")
    write()
    before = offered("chemist", user=AnonymousUser())
    for number in range(15):
        close(made(factories.standard_page, title=f"Pharmacy pharmacie {number}"))
    made(factories.standard_page, title="Pharmacy pharmacie", live=False)
    write()
    assert offered("chemist", user=AnonymousUser()) == before
    assert len(offered("chemist", user=factories.user())) == 10


def test_however_many_closed_pages_come_closer_open_ones_are_found(made, close, model, monkeypatch):
    monkeypatch.setattr(close_pages, "FIRST_LOOK", 2)
    for number in range(6):
        close(made(factories.standard_page, title=f"Pharmacy {number}"))
    made(factories.standard_page, title="Pharmacy of the prison")
    write()
    assert offered("chemist", user=AnonymousUser()) == ["Pharmacy of the prison"]


def test_a_page_that_was_closed_after_it_was_read_is_not_offered(made, close, model):
    page = made(factories.standard_page, title="Pharmacy")
    write()
    assert offered("chemist") == ["Pharmacy"]
    close(page)
    assert offered("chemist", user=AnonymousUser()) == []


def test_once_in_the_language_of_the_reader(made, model, french):
    page = made(factories.standard_page, title="Pharmacy")
    made(lambda: page.copy_for_translation(french, copy_parents=True).save_revision().publish())
    write()
    assert len(offered("chemist", language="fr")) == len(offered("chemist", language="en")) == 1


def test_vectors_follow_what_pages_say(made, model):
    page = made(factories.standard_page, title="Pharmacy")
    write()
    page.title = "Okapi"
    made(lambda: page.save_revision().publish())
    write()
    assert offered("zebra") == ["Okapi"]
    made(page.unpublish)
    assert not EntryVectors.objects.filter(entry__object_id=page.pk).exists() and offered("zebra") == []


def test_what_says_the_same_is_not_read_again(made, model):
    made(factories.standard_page, title="Pharmacy")
    write()
    model.texts.clear()
    Entry.objects.update(written=7)
    write()
    assert model.texts == [] and set(EntryVectors.objects.values_list("entry_written", flat=True)) == {7}


def test_another_model_writes_all_vectors_anew(made, model, settings):
    made(factories.standard_page, title="Pharmacy")
    write()
    settings.SEARCH_MEANING_MODEL = "other"
    write()
    assert all(name.startswith("other") for name in EntryVectors.objects.values_list("model", flat=True))


def test_the_command_writes_them_at_once(made, model):
    made(factories.standard_page, title="Pharmacy")
    call_command("update_search", verbosity=0)
    assert offered("chemist") == ["Pharmacy"]


def test_who_leaves_words_out_or_quotes_them_means_words(made, model):
    made(factories.standard_page, title="Pharmacy")
    write()
    assert offered('"chemist"') == offered("chemist -custody") == []


def test_what_somebody_in_a_crisis_asks_is_told_to_nobody(made, model):
    made(factories.standard_page, title="Pharmacy")
    write()
    model.texts.clear()
    search(SearchQuery("I want to kill myself"))
    assert model.texts == []


@pytest.mark.parametrize("host", [Hanging, Refusing, lambda: Model(status=500)])
def test_words_alone_answer_when_the_model_does_not(made, model, settings, host):
    made(factories.standard_page, title="Alpha pharmacy")
    write()
    EntryVectors.objects.update(model="tiny gone")
    with answering_at(settings, host()) as away:
        EntryVectors.objects.update(model=f"tiny 127.0.0.1:{away.port}")
        began = time.monotonic()
        answer = search(SearchQuery("alpha chemist"))
        assert time.monotonic() - began < 2 and answer.valid_until
        assert [hit.page.title for hit in answer.nearest] == ["Alpha pharmacy"] and not answer.is_by_meaning
        # It is not asked again at once.
        assert search(SearchQuery("alpha inmate")).valid_until
        jobs.write_vectors()


def test_off_means_off(made):
    made(factories.standard_page, title="Pharmacy")
    write()
    assert not EntryVectors.objects.exists() and offered("chemist") == []


@pytest.mark.parametrize(
    ("choice", "name", "said"),
    [
        ("", "", ""),
        ("http://127.0.0.1:9/v1/embeddings", "tiny", ""),
        ("http://127.0.0.1:9/v1/embeddings", "", "SEARCH_MEANING_MODEL"),
        ("https://models.example.org", "tiny", "must be empty"),
        ("word2vec", "", "must be empty"),
    ],
)
def test_settings_that_cannot_work_are_refused_in_a_sentence(choice, name, said):
    found = problem(choice, name)
    assert said in found if said else found == ""


def test_a_page_is_read_in_passages_with_its_title():
    found = passages("Title", " ".join(["word"] * (2 * WORDS + 1)))
    assert [len(text.split()) for text in found] == [WORDS + 1, WORDS + 1, 2]
    assert passages("Title", "") == ["Title."]


@pytest.mark.parametrize(
    ("machine", "told", "runs"),
    [
        ("x86_64", "processor : 0\nflags\t\t: fpu sse2 avx avx2\n", True),
        ("x86_64", "processor : 0\nflags\t\t: fpu sse2 avx\n", False),
        ("x86_64", "processor : 0\n", True),
        ("x86_64", None, True),
        ("aarch64", "Features : fp asimd\n", True),
    ],
)
def test_a_processor_that_would_end_the_process_is_told_apart(tmp_path, monkeypatch, machine, told, runs):
    monkeypatch.setattr(model_choice.platform, "machine", lambda: machine)
    cpuinfo = tmp_path / "cpuinfo"
    if told is not None:
        cpuinfo.write_text(told)
    assert has_avx2(cpuinfo) is runs


def test_without_what_the_models_need_of_a_processor_the_site_does_not_start(monkeypatch):
    monkeypatch.setattr(model_choice, "has_avx2", lambda: False)
    assert "AVX2" in problem("local", "")
    assert "AVX2" not in problem("https://models.example.org/v1/embeddings", "a model")
