"""Vocabularies, glossary, people, organisations, committees and the texts of the site's frame."""

import datetime
from typing import Any

from django.utils import timezone
from wagtail.models import Page, Site

from core.models import (
    FooterPage,
    GlossaryEntry,
    GlossaryMeaning,
    PreferredWord,
    SiteSettings,
    SiteText,
    SocialLink,
    Term,
    TermLabel,
    TermMap,
    Vocabulary,
)
from core.models.term_maps import read_map
from home.demo.content import read, rich
from home.demo.province_map import province_svg
from networks.models import (
    Committee,
    CommitteeText,
    Organisation,
    OrganisationText,
    Person,
    PersonText,
    Seat,
    SeatText,
)

VOCABULARIES = {
    "category": Vocabulary.CATEGORY,
    "population": Vocabulary.POPULATION,
    "region": Vocabulary.REGION,
    "resource_type": Vocabulary.RESOURCE_TYPE,
    "event_type": Vocabulary.EVENT_TYPE,
    "audience": Vocabulary.AUDIENCE,
    "sector": Vocabulary.SECTOR,
    "topic": Vocabulary.TOPIC,
    "material_type": Vocabulary.MATERIAL_TYPE,
    "finding_group": Vocabulary.FINDING_GROUP,
}
LANGUAGES = [
    ("en", "English", "anglais"),
    ("fr", "French", "français"),
    ("pa", "Punjabi", "pendjabi"),
    ("es", "Spanish", "espagnol"),
]


def make_vocabularies() -> dict[tuple[str, str], Term]:
    """All terms by vocabulary and slug, in tree order."""
    terms: dict[tuple[str, str], Term] = {}
    for name, vocabulary in VOCABULARIES.items():
        _make_terms(vocabulary, read("vocabularies")[name], None, terms)
    languages = [{"slug": slug, "en": english, "fr": french} for slug, english, french in LANGUAGES]
    _make_terms(Vocabulary.LANGUAGE, languages, None, terms)
    return terms


def _make_terms(vocabulary: str, rows: list[dict[str, Any]], parent: Term | None, terms: dict[Any, Term]) -> None:
    for row in rows:
        present = Term.objects.named(vocabulary, [row["slug"]]).first()
        term = present or Term(vocabulary=vocabulary, slug=row["slug"], parent=parent, sort_order=len(terms))
        if present is None:
            term.labels = [
                TermLabel(
                    language=language,
                    label=row[language],
                    short=row.get(f"short_{language}", ""),
                    synonyms="\n".join(row.get(f"synonyms_{language}", [])),
                )
                for language in ("en", "fr")
            ]
            term.save()
        terms[vocabulary, row["slug"]] = term
        _make_terms(vocabulary, row.get("children", []), term, terms)


def make_map() -> None:
    """The map of the regions, through the door by which an administrator uploads one."""
    if TermMap.objects.filter(vocabulary=Vocabulary.REGION).exists():
        return
    province = TermMap(vocabulary=Vocabulary.REGION)
    province.take(read_map(Vocabulary.REGION, province_svg()))
    province.save()


def make_glossary() -> None:
    for row in read("vocabularies")["glossary"]:
        if GlossaryEntry.objects.filter(acronym=row["acronym"]).exists():
            continue
        entry = GlossaryEntry(acronym=row["acronym"])
        entry.meanings = [
            GlossaryMeaning(language=language, meaning=row[language], acronym=row.get(f"acronym_{language}", ""))
            for language in ("en", "fr")
            if row.get(language)
        ]
        entry.save()


def make_better_words() -> None:
    for group in read("vocabularies")["better_words"]:
        for avoided, (preferred, reason) in group["words"].items():
            known = PreferredWord.objects.filter(language=group["language"], avoided=avoided)
            if not known.exists():
                PreferredWord.objects.create(
                    language=group["language"], avoided=avoided, preferred=preferred, reason=reason
                )


def make_organisations(terms: dict[Any, Term]) -> dict[str, Organisation]:
    organisations = {}
    for row in read("network")["organisations"]:
        organisation = Organisation.objects.filter(slug=row["slug"]).first()
        if organisation is None:
            regions = row.get("region") or [None]
            organisation = Organisation(
                slug=row["slug"],
                short=row.get("short", ""),
                website=row.get("website", ""),
                sector=terms.get(("sector", row.get("sector"))),
                region=terms.get(("region", regions[0])),
            )
            organisation.texts = [
                OrganisationText(
                    language=language, name=row["name"].get(language) or row["name"]["en"], description=text
                )
                for language, text in _words(row, "description").items()
            ]
            organisation.save()
        organisations[row["slug"]] = organisation
    return organisations


def _words(row: dict[str, Any], field: str) -> dict[str, str]:
    texts = row.get(field, {})
    return {language: rich(texts.get(language)) for language in ("en", "fr") if language == "en" or texts.get(language)}


def make_people(organisations: dict[str, Organisation], accounts: dict[str, Any]) -> dict[str, Person]:
    people = {}
    for place, row in enumerate(read("network")["people"]):
        person = Person.objects.filter(slug=row["slug"]).first()
        if person is None:
            person = Person(
                slug=row["slug"],
                name=row["name"],
                credentials=row.get("credentials", ""),
                pronouns=row.get("pronouns", ""),
                organisation=organisations.get(row.get("organisation")),
                account=accounts.get(row.get("account")),
                website=f"https://example.org/people/{row['slug']}" if place % 9 == 0 else "",
            )
            person.texts = [
                PersonText(language=language, role=row.get("role", "") if language == "en" else "", biography=text)
                for language, text in _words(row, "biography").items()
            ]
            person.save()
        people[row["slug"]] = person
    return people


def make_committees(people: dict[str, Person], organisations: dict[str, Organisation]) -> dict[str, Committee]:
    committees = {}
    for row in read("network")["committees"]:
        committee = Committee.objects.filter(slug=row["slug"]).first() or _committee(row, people, organisations)
        committees[row["slug"]] = committee
    return committees


def _committee(row: dict[str, Any], people: dict[str, Person], organisations: dict[str, Organisation]) -> Committee:
    committee = Committee(slug=row["slug"], status=row["status"])
    committee.texts = [
        CommitteeText(
            language=language,
            name=row["name"][language],
            purpose=rich(row["purpose"].get(language)),
            members_from=row.get("members_from", {}).get(language, ""),
            status_note=row.get("status_note", {}).get(language, ""),
        )
        for language in ("en", "fr")
    ]
    seats = []
    for place, member in enumerate(row["members"]):
        seat = Seat(
            person=people.get(member.get("person")),
            role=member.get("role", "member"),
            organisation=organisations.get(member.get("organisation")),
            sort_order=place,
        )
        seat.texts = [
            SeatText(language=language, description=text) for language, text in member.get("seat", {}).items()
        ]
        seats.append(seat)
    committee.seats = seats
    committee.save()
    return committee


def make_settings(help_page: Page, footer_pages: list[Page]) -> None:
    """Name, texts and contact of the site, unless staff have written them already."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.texts.exists():
        return
    row = read("network")["site"]
    settings.contact_mailbox = row["contact_mailbox"]
    settings.help_page = help_page
    settings.security_contact = "security@lantern.example"
    # An alert is ready, and stays away for a month.
    settings.alert_starts = timezone.now() + datetime.timedelta(days=30)
    settings.alert_ends = timezone.now() + datetime.timedelta(days=60)
    settings.texts = [
        SiteText(
            language=language,
            name=row[language]["name"],
            tagline=row[language]["tagline"],
            help_lines=[("line", line) for line in row[language]["help_lines"]],
            crisis_short=row[language]["crisis_short"],
            crisis_long=rich(row[language]["crisis_long"]),
            land_acknowledgement=rich(row[language]["land_acknowledgement"]),
            footer=rich(row[language]["footer_text"]),
            contact_note=row[language]["contact_note"],
            alert_title=row[language]["banner_title"],
            alert_text=rich(row[language]["banner_text"]),
        )
        for language in ("en", "fr")
    ]
    settings.footer_pages = [FooterPage(page=page, sort_order=order) for order, page in enumerate(footer_pages)]
    settings.social_links = [
        SocialLink(name="Mastodon", url="https://example.org/@lantern"),
        SocialLink(name="LinkedIn", url="https://example.com/lantern-network"),
        SocialLink(name="YouTube", url="https://example.com/films/lantern-network"),
    ]
    settings.save()
