"""Pictures of a document: in the library, in the body where there is one, as private as their draft."""

import base64
import io
import zipfile
from email.message import EmailMessage

import docx
import pytest
from django.contrib.auth.models import Group, Permission
from PIL import Image
from wagtail.images.models import Filter
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from core.going_live import problems_of
from events.models import EventPage, WebinarSummaryPage
from files.models import SiteImage
from intake import filling, making
from intake.models import Intake
from tests import factories
from tests.intake.files import open_text


def picture(colour="teal", size=(40, 30), form="PNG"):
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, form)
    return file.getvalue()


def data_address(content, kind="png"):
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"


def image_tag(content=None, alt=None):
    words = "" if alt is None else f' alt="{alt}"'
    return f'<img src="{data_address(content or picture())}"{words}>'


@pytest.fixture
def parent(db):
    return factories.event_index()


@pytest.fixture
def event_of(bring, parent):
    def made(html, person=None):
        text = f"<h1>Forum</h1><h2>What we saw</h2><p>Before it.</p>{html}<p>After it.</p>"
        answer = bring(text="Forum", html=text, page_class=EventPage, parent=parent, person=person)
        assert answer.status_code == 302
        return EventPage.objects.get()

    return made


def pictures_in(page):
    return [block.value for block in page.description if block.block_type == "picture"]


def report():
    return " ".join(Intake.objects.get().report)


def about_pictures(page):
    return [problem for problem in problems_of(page) if problem.field == "description"]


def test_a_picture_stands_where_it_stood_and_is_in_the_library(event_of, editor):
    page = event_of(f"<p>{image_tag(alt='Two people at a table')}</p>")
    assert [block.block_type for block in page.description] == ["text", "picture", "text"]
    [shown] = pictures_in(page)
    assert shown["image"] == SiteImage.objects.get()
    assert shown["image"].uploaded_by_user == editor
    assert shown["alternative_text"] == "Two people at a table"


def test_its_text_is_to_be_confirmed(event_of):
    page = event_of(image_tag(alt="Two people at a table"))
    assert any("Two people" in problem.message for problem in about_pictures(page))
    pictures_in(page)[0]["alternative_text"] = "Three people at a table"
    assert about_pictures(page) == []


def test_a_picture_without_words_asks_for_them(event_of):
    page = event_of(image_tag())
    [problem] = about_pictures(page)
    assert "Say what the picture tells" in problem.message
    assert problem.place.endswith("alternative_text")


def test_a_line_that_says_so_is_its_caption(event_of):
    page = event_of(f"<figure>{image_tag(alt='A room')}<figcaption>The room in spring</figcaption></figure>")
    assert pictures_in(page)[0]["caption"] == "The room in spring"


def test_where_a_kind_has_no_place_it_stands_at_the_side_with_a_link(bring, monkeypatch):
    monkeypatch.delitem(filling._bodies, WebinarSummaryPage)
    bring(
        text="T",
        html=f"<h1>Title</h1><h2>Panel</h2><p>Ines Novak, Nurse</p>{image_tag()}{image_tag(picture('red'), 'Red')}",
    )
    address = f"/admin/images/{SiteImage.objects.first().pk}/"
    assert [piece.startswith("<figure>") for piece in Intake.objects.get().leftovers] == [True, True]
    assert address in Intake.objects.get().leftovers[0]
    assert "Red" in Intake.objects.get().leftovers[1]


def test_the_same_picture_is_kept_once(event_of):
    page = event_of(image_tag() + image_tag(picture("red")) + image_tag())
    assert SiteImage.objects.count() == 2
    assert len(pictures_in(page)) == 3


def test_a_picture_of_the_library_is_used_again(event_of, bring, parent):
    event_of(image_tag())
    bring(text="T", html=f"<h1>Other</h1><p>Words.</p>{image_tag()}", page_class=EventPage, parent=parent)
    assert SiteImage.objects.count() == 1


def test_no_words_of_a_picture_become_a_person(bring, parent):
    html = f"<h1>Forum</h1><h2>Speakers</h2><p>Amara Oduya, Director</p>{image_tag(alt='Kofi Mensah, Nurse')}"
    bring(text="T", html=html, page_class=EventPage, parent=parent)
    assert [one.value["name"] for one in EventPage.objects.get().people] == ["Amara Oduya"]
    assert len(pictures_in(EventPage.objects.get())) == 1


# Formats


def _word():
    word = docx.Document()
    word.add_heading("Forum", 0)
    word.add_heading("What we saw", 1)
    word.add_paragraph("Before it.")
    word.add_picture(io.BytesIO(picture()))
    word.paragraphs[-1]._p.xpath(".//wp:docPr")[0].set("descr", "A teal square")
    file = io.BytesIO()
    word.save(file)
    return "forum.docx", file.getvalue()


def _odt():
    frame = '<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A teal square</svg:desc></draw:frame>'
    heads = '<text:p text:style-name="Title">Forum</text:p><text:h text:outline-level="1">What we saw</text:h>'
    file = io.BytesIO(open_text(f"{heads}<text:p>Before it.</text:p><text:p>{frame}</text:p>"))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("Pictures/a.png", picture())
    return "forum.odt", file.getvalue()


def _mail():
    mail = EmailMessage()
    mail["Subject"], mail["From"], mail["To"] = "Forum", "Edda <edda@example.org>", "all@example.org"
    mail.set_content("Before it.")
    html = '<h2>What we saw</h2><p>Before it.</p><p><img src="cid:one@x" alt="A teal square"></p>'
    mail.add_alternative(html, subtype="html")
    mail.get_payload()[1].add_related(picture(), "image", "png", cid="<one@x>")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    return "forum.eml", mail.as_bytes()


@pytest.mark.parametrize("make", [_word, _odt, _mail])
def test_each_format_brings_its_pictures(make, bring, parent):
    bring(*make(), page_class=EventPage, parent=parent)
    page = EventPage.objects.get()
    assert page.title == "Forum"
    [shown] = pictures_in(page)
    assert shown["alternative_text"] == "A teal square"
    assert shown["image"].width == 40


def test_files_attached_to_a_mail_and_its_head_are_told(bring, parent):
    bring(*_mail(), page_class=EventPage, parent=parent)
    assert "plan.pdf" in report()
    assert "edda@example.org" in report()


# What is not kept


@pytest.mark.parametrize("place", ["https://elsewhere.example/a.png", "//elsewhere.example/a.png"])
def test_a_picture_of_another_site_is_named_and_not_fetched(place, event_of):
    event_of(f'<img src="{place}" alt="A far room">')
    assert not SiteImage.objects.exists()
    assert f"A far room, {place}" in report()


@pytest.mark.parametrize(
    "place",
    [
        data_address(b"no picture"),
        data_address(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "svg+xml"),
        data_address(picture()[:60]),
        "data:image/png;base64,!!!",
        "part:../../../etc/passwd",
        "part:word/document.xml",
    ],
)
def test_what_is_no_picture_is_told_and_the_draft_is_made(place, event_of):
    page = event_of(f'<img src="{place}" alt="What it should be">')
    assert pictures_in(page) == []
    assert not SiteImage.objects.exists()
    assert "What it should be" in report()


def test_a_dot_that_counts_readers_is_nothing(event_of):
    event_of(f'<img width="1" height="1" src="{data_address(picture(size=(1, 1)))}">')
    assert not SiteImage.objects.exists()
    assert Intake.objects.get().report == []


def test_no_more_pictures_than_a_page_takes(event_of, monkeypatch):
    monkeypatch.setattr("intake.document_pictures.MOST_PICTURES", 1)
    page = event_of(image_tag() + image_tag(picture("red"), "A red one"))
    assert len(pictures_in(page)) == 1
    assert "A red one" in report()


# Who may, and what stays private


def test_who_may_not_add_pictures_brings_the_words_alone(event_of, groups, parent):
    group = Group.objects.create(name="Words alone")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=parent, permission=add)
    person = factories.user()
    person.groups.add(group)
    page = event_of(image_tag(alt="A room"), person=person)
    assert pictures_in(page) == []
    assert not SiteImage.objects.exists()
    assert "A room" in report()


def test_it_goes_into_the_collection_where_the_person_may_add(event_of, editor, groups):
    GroupCollectionPermission.objects.filter(group__name="Editors", permission__codename="add_image").delete()
    own = Collection.get_first_root_node().add_child(name="Of the section")
    add = Permission.objects.get(content_type__app_label="wagtailimages", codename="add_image")
    GroupCollectionPermission.objects.create(group=editor.groups.get(), collection=own, permission=add)
    event_of(image_tag())
    assert SiteImage.objects.get().collection == own


def test_a_stranger_gets_no_picture_of_a_draft(event_of, client, sign_in, editor):
    [shown] = pictures_in(event_of(image_tag(alt="A room")))
    rendition = shown["image"].get_rendition(Filter("width-20"))
    client.logout()
    assert client.get(rendition.url).status_code == 404
    assert client.get(f"/admin/images/{shown['image'].pk}/").status_code == 302
    assert sign_in(editor).get(rendition.url).status_code == 200


def test_a_draft_that_fails_leaves_no_picture(bring, parent, monkeypatch):
    saved = []
    monkeypatch.setattr(making, "_save", lambda *given: saved.extend(SiteImage.objects.all()) or 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(text="T", html=f"<h1>T</h1>{image_tag()}<p>x</p>", page_class=EventPage, parent=parent)
    assert len(saved) == 1
    assert not SiteImage.objects.exists()
    assert not saved[0].file.storage.exists(saved[0].file.name)


def test_a_document_that_cannot_be_read_leaves_no_picture(bring, parent):
    name, content = _word()
    bring(name, content[: len(content) // 2], page_class=EventPage, parent=parent)
    assert not SiteImage.objects.exists()


def test_the_form_of_the_draft_opens(event_of, sign_in, editor):
    page = event_of(image_tag(alt="A room"))
    assert sign_in(editor).get(f"/admin/pages/{page.pk}/edit/").status_code == 200


def test_a_picture_in_a_section_of_a_summary_is_confirmed_with_it(bring):
    bring(text="T", html=f"<h1>Title</h1><h2>Beds</h2><p>Words.</p>{image_tag(alt='A room')}")
    page = WebinarSummaryPage.objects.get()
    [picture] = page.sections[0].value["more"]
    assert picture.value["image"] == SiteImage.objects.get()
    assert [guess["read_as"] for guess in Intake.objects.get().guesses] == ["Picture: “A room”"]
    asked = [problem.field for problem in problems_of(page) if "A room" in problem.message]
    assert asked == ["sections"]


def test_a_picture_after_the_summary_stands_below_it(bring):
    bring(text="T", html=f"<h1>Title</h1><h2>Summary</h2><p>Words.</p>{image_tag()}")
    assert [block.block_type for block in WebinarSummaryPage.objects.get().body] == ["picture"]
