"""Whatever staff ask of the admin, or programs of the API, and however: the answer is never an error of ours."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.search import index

from core.text.typed_words import without_signs
from files.models import SiteDocument, SiteImage
from moderation.groups import set_up_groups
from tests import factories
from tests.website.all_addresses import addresses, filled, places_of
from tests.website.test_bad_input import drawn, upload
from website.admin_requests import KEYS

pytestmark = pytest.mark.django_db

WORDS = """q page order ordering site tag locale multiple next select_format page_type user_perms match_subclass
can_choose_root link_text link_url email_address phone_number export fields limit offset child_of descendant_of
ancestor_of translation_of type in_menu slug title html_path term task_id content_type mode layout vocabulary missing
state region start_date created_at user action object_id text_state organisation show_in_menus for_explorer""".split()
ODD = ["%22", "'%22><b>%ed%a0%80"]
ROLES = ["nobody", "Members", "Editors", "Moderators", "Translators", "Administrators"]
ADDRESSES = [*addresses("admin/"), *addresses("api/")]
SHARES = 4
# Forms that a script sends, with a token of its own: to sign in again over words that are not saved, Wagtail's signs of
# life of an editor.
BY_SCRIPT = ["kept-dialog-heading", "w-editing-sessions"]
# Which rows of a list are shown.
FILTERS = "q user owner locale site collection_id vocabulary organisation region written_in content_type".split()


@pytest.fixture(autouse=True)
def on_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = settings.STORAGES | {"default": files}


@pytest.fixture
def places(db):
    set_up_groups()
    for make in (factories.event, factories.summary, factories.resource, factories.person, factories.organisation):
        make()
    SiteImage.objects.create(title="A picture", file=ImageFile(upload("a.png", drawn((8, 8)), "image/png"), "a.png"))
    SiteDocument.objects.create(title="A report", file=ContentFile(b"words", "report.txt"))
    return places_of(factories.standard_page())


@pytest.fixture
def enter(client):
    def as_one_of(role):
        if role != "nobody":
            person = factories.user(is_superuser=role == "superuser")
            person.groups.set(Group.objects.filter(name=role))
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    return as_one_of


def broken(client, method, address):
    """The error that the request ends in, if it does. What it changes is taken back."""
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address)
            transaction.set_rollback(True)
    except Exception as error:
        return [f"{method} {address[:200]}: {error!r}"]
    if answer.status_code >= 500:
        return [f"{method} {address[:200]}: {answer.status_code}"]
    # A browser is refused what a test client may do.
    return [
        f"{method} {address[:200]}: a form without its token {_form[:200]}" for _form in forms_without_token(answer)
    ]


def forms_without_token(answer):
    if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    forms = re.findall(r"<form\b[^>]*\bmethod=.post.*?</form>", answer.content.decode(), re.DOTALL | re.IGNORECASE)
    return [form for form in forms if not {"csrfmiddlewaretoken", *BY_SCRIPT} & set(re.findall(r"[\w-]+", form))]


def query(names, value):
    return "&".join(f"{name}={value}" for name in names)


@pytest.mark.sweep
@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("role", ROLES)
def test_no_role_breaks_an_address(role, share, client, places, enter):
    enter(role)
    found = []
    for address in ADDRESSES[share::SHARES]:
        path = filled(address, places, "1")
        found += broken(client, "get", f"{path}?{query(WORDS, ODD[0])}")
        found += broken(client, "post", path)
    assert not found


@pytest.mark.sweep
@pytest.mark.parametrize("share", range(SHARES))
def test_no_value_breaks_an_address(share, client, places, enter):
    enter("superuser")
    found = []
    for address in ADDRESSES[share::SHARES]:
        path = filled(address, places, "1")
        for odd in ODD:
            found += broken(client, "get", f"{path}?{query(WORDS, odd)}")
        found += broken(client, "get", f"{path}?{query(KEYS, 'no-number')}")
        found += broken(client, "get", f"{path}?id=%00&p=%00&{query(['q', 'tag'], 'a')}")
        found += broken(client, "get", f"{path}?{query(FILTERS, '9' * 20)}")
        found += broken(client, "get", filled(address, {}, "9" * 20))
        found += broken(client, "post", path)
        found += broken(client, "post", f"{path}?multiple=1&select_format=1&next=x")
    assert not found


@pytest.mark.parametrize("key", ["no-number", "9" * 40, "-1", "1e9", "٣", "1;2"])
def test_what_is_no_key_finds_nothing(key, client, places, enter):
    enter("superuser")
    for chooser in ("documents/chooser", "images/chooser", "snippets/choose/networks/person", "choose-page"):
        assert client.get(f"/admin/{chooser}/chosen-multiple/?id={key}").status_code == 404
    assert client.get(f"/admin/choose-email-link/?parent_page_id={key}").status_code == 404


def test_several_keys_and_all_rows_are_found(client, places, enter):
    enter("superuser")
    one, other = factories.person("Ida"), factories.person("Ana")
    answer = client.get(f"/admin/snippets/choose/networks/person/chosen-multiple/?id={one.pk}&id={other.pk}")
    assert {chosen["string"] for chosen in answer.json()["result"]} == {"Ida", "Ana"}
    assert client.get("/admin/bulk/files/siteimage/delete/?id=all").status_code == 200


@pytest.mark.parametrize("typed", ['"picture"', '"picture', "picture\\", 'pict"', "\u200bpicture", "pict\0"])
@pytest.mark.parametrize("place", ["images", "images/chooser/results"])
def test_words_are_found_whatever_stands_around_them(typed, place, client, places, enter):
    enter("superuser")
    index.insert_or_update_object(SiteImage.objects.get())
    assert "A picture" in client.get(f"/admin/{place}/", {"q": typed}).content.decode()


@pytest.mark.parametrize("typed", ['"', '""', "\\", '" \\'])
@pytest.mark.parametrize("place", ["images", "images/chooser/results"])
def test_signs_alone_find_nothing(typed, place, client, places, enter):
    enter("superuser")
    index.insert_or_update_object(SiteImage.objects.get())
    shown = client.get(f"/admin/{place}/", {"q": typed}).content.decode()
    assert "A picture" not in shown


@pytest.mark.parametrize("place", ["images/chooser/results", "documents/chooser/results"])
def test_words_are_looked_for_among_what_has_a_tag(place, client, places, enter):
    enter("superuser")
    for file in (SiteImage.objects.get(), SiteDocument.objects.get()):
        file.tags.add("river")
        file.save()
        index.insert_or_update_object(file)
    shown = client.get(
        f"/admin/{place}/", {"q": "pict rep".split()[place.startswith("doc")], "tag": "river"}
    ).content.decode()
    assert "A picture" in shown or "A report" in shown


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [('"two words"', "two words"), ("a\\b", "a b"), ("l’accueil", "l’accueil"), ("D+A, C-19", "D+A, C-19"), ('"', "")],
)
def test_signs_of_engines_are_left_out(typed, cleaned):
    assert without_signs(typed) == cleaned


@pytest.mark.parametrize(
    "query", ["site=nowhere.example", "site=a:b", "site=:", "order=--title", "order=-", "order=title,,", "order=,"]
)
def test_the_api_says_what_it_does_not_understand(query, client, places):
    for path in ("/api/v2/pages/", f"/api/v2/pages/{places['page_id']}/"):
        assert client.get(f"{path}?{query}").status_code in {200, 400, 404}
    # The version ahead of Wagtail says of a site that is nowhere that it is not found.
    assert client.get(f"/api/v2/pages/?{query}").status_code in {400, 404}


@pytest.mark.parametrize("model", ["core/term", "core/glossaryentry"])
def test_a_chooser_without_a_form_adds_nothing(model, client, places, enter):
    enter("superuser")
    assert client.post(f"/admin/snippets/choose/{model}/create/").status_code == 404


@pytest.mark.parametrize("address", ["/admin/choose-external-link/", "/admin/redirects/import/process/"])
def test_half_a_form_is_said_to_be_one(address, client, places, enter):
    enter("superuser")
    answer = client.post(address)
    assert answer.status_code == 400
    assert "happens again, reload the page" in answer.content.decode()
