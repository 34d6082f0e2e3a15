import pytest
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from networks.models import Committee, Organisation, Person
from tests import factories


@pytest.fixture
def staff(client, db):
    client.force_login(factories.user(is_superuser=True, language="en"))
    return client


def chosen(answer):
    return answer.json()["result"]["string"]


def test_a_person_is_added_while_choosing_one(staff):
    host = factories.organisation("Harbour Clinic")
    person = {"name": "Ann Lee", "credentials": "RN", "role": "Nurse", "organisation": host.pk}
    assert chosen(staff.post("/admin/snippets/choose/networks/person/create/", person)) == "Ann Lee"
    made = Person.objects.get()
    assert (made.slug, made.role, made.organisation, made.sort_name) == ("ann-lee", "Nurse", host, "Lee, Ann")
    assert made.texts.get().language == "en"


def test_two_people_of_one_name_get_two_addresses(staff):
    for _ in range(2):
        staff.post("/admin/snippets/choose/networks/person/create/", {"name": "Ann Lee"})
    assert set(Person.objects.values_list("slug", flat=True)) == {"ann-lee", "ann-lee-2"}


def test_an_organisation_is_added_while_choosing_one(staff):
    assert chosen(staff.post("/admin/snippets/choose/networks/organisation/create/", {"name": "Clinique du Port"}))
    assert Organisation.objects.get().slug == "clinique-du-port"


def test_an_organisation_is_not_added_twice(staff):
    factories.organisation("Harbour Clinic")
    answer = staff.post("/admin/snippets/choose/networks/organisation/create/", {"name": "harbour clinic"})
    assert "There is an organisation of this name already" in answer.text
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize("words", ["lee", "ann lee", 'lee"', "\0"])
def test_the_chooser_finds_people_by_any_part_of_the_name(staff, words):
    factories.person("Ann Lee")
    factories.person("Ben Roy")
    answer = staff.get("/admin/snippets/choose/networks/person/results/", {"q": words})
    assert answer.status_code == 200
    assert ("Ben Roy" in answer.text) == (words == "\0")


def test_the_chooser_offers_to_add_somebody(staff):
    assert "Add a new person" in staff.get("/admin/snippets/choose/networks/person/").json()["html"]


@pytest.mark.parametrize("name", ["person", "organisation", "committee"])
def test_the_lists_can_be_searched(staff, name):
    factories.person("Ann Lee")
    factories.organisation("Harbour Clinic")
    address = f"/admin/snippets/networks/{name}/"
    assert staff.get(address).status_code == 200
    assert staff.get(address, {"q": 'a"'}).status_code == 200


def test_a_committee_has_a_vacant_seat_described_in_each_language(staff):
    texts = [
        {"language": code, "name": name, "purpose": "null", "members_from": "", "status_note": ""}
        for code, name in (("en", "Peer council"), ("fr", "Conseil des pairs"))
    ]
    seat = {"person": "", "organisation": "", "role": "member", "since": "", "until": ""}
    seat["texts"] = inline_formset([{"language": "en", "description": "From the north"}])
    form = {"slug": "", "status": "active", "texts": inline_formset(texts), "seats": inline_formset([seat])}
    answer = staff.post("/admin/snippets/networks/committee/add/", nested_form_data(form))
    assert answer.status_code == 302, answer.context["form"].errors
    made = Committee.objects.get()
    assert (made.slug, made.name, made.vacant_seats[0].description) == (
        "peer-council",
        "Peer council",
        "From the north",
    )


def test_two_names_in_one_language_are_refused(staff):
    texts = [{"language": "en", "name": name, "description": "null"} for name in ("One", "Two")]
    form = {"slug": "", "short": "", "website": "", "logo": "", "sector": "", "region": ""}
    answer = staff.post(
        "/admin/snippets/networks/organisation/add/", nested_form_data(form | {"texts": inline_formset(texts)})
    )
    assert answer.status_code == 200
    assert not Organisation.objects.exists()


def test_members_see_none_of_it(client, db):
    client.force_login(factories.user())
    assert client.get("/admin/snippets/networks/person/").status_code == 302
    assert client.post("/admin/snippets/choose/networks/person/create/", {"name": "X"}).status_code == 302
    assert not Person.objects.exists()
