"""A site by chance: pages of all kinds that are open, for members, for a group or drafts, in sections that are so too.

Each page, person, organisation and term has a word of its own, by which a test can tell what an answer knows of it.
"""

import datetime
import random
from typing import NamedTuple

from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from core.models import RelatedPage
from search.models import Promotion
from tests import factories

# Who may see a page: everybody, members, the members of a group, nobody.
LEVELS = OPEN, MEMBERS, GROUP, DRAFT = range(4)
COMMON = ("naloxone", "housing", "peers", "handover", "stigma", "clinics", "warmth", "drummers")
YEARS = (None, 2019, 2020, 2021)
PAGES, CHANCE_OF_A_TRANSLATION = 22, 0.25


class Placed(NamedTuple):
    """A page or what has a name, with who may know of it, and its own word."""

    row: object
    level: int
    word: str
    is_first: bool = True


class RandomSite:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.group = Group.objects.create(name=f"Committee {seed}")
        self.pages, self.named = [], []
        self._makers = (self._resource, self._event, self._network_page, self._standard_page, self._summary)
        self.terms = [self._name(level, lambda word: factories.term("region", word)) for level in LEVELS]
        self.people = [self._name(level, factories.person) for level in LEVELS]
        self.bodies = [self._name(level, factories.organisation) for level in LEVELS]
        home, index = factories.home(), factories.webinar_index()
        # Their addresses tell nothing: what is below a draft may be live.
        self.sections = [
            (self._placed(factories.standard_page, level, level, parent=home, slug=f"section-{level}"), level)
            for level in LEVELS
        ]
        self.series = [(self._placed(factories.series, level, level, parent=index), level) for level in LEVELS[:DRAFT]]
        for level in self.chance.choices(LEVELS, (4, 2, 2, 2), k=PAGES):
            self._make_one(self.chance.choice(self._makers), level)
        self._tie()
        # A page with others below it is a section; what was once one stays so.
        Page.objects.filter(numchild__gt=0, depth__gt=1).update(show_in_menus=True)

    def words(self, level):
        """The words of what is hidden from those of a level."""
        return {one.word for one in [*self.pages, *self.named] if one.level > level}

    def word_of(self, level):
        """A word of what those of a level may see, and those of the level below may not."""
        return self.chance.choice([one.word for one in [*self.pages, *self.named] if one.level == level])

    def take_away(self, level):
        """All that is hidden from those of a level, but what has something open below it."""
        for one in sorted((one for one in self.pages if one.level > level), key=lambda one: -len(one.row.path)):
            page = Page.objects.filter(pk=one.row.pk).first()
            if page and page.is_leaf():
                page.delete()

    def _own_word(self):
        return "".join(self.chance.choice("bdfgklmnprtv") + self.chance.choice("aiou") for _number in range(6))

    def _name(self, level, make):
        word = self._own_word()
        self.named.append(Placed(make(word.capitalize()), level, word))
        return self.named[-1].row

    def _make_one(self, maker, level):
        page, above = maker(level)
        # A translation says what its original does.
        if max(level, above) < DRAFT and self.chance.random() < CHANCE_OF_A_TRANSLATION:
            self._translate(page, max(level, above))

    def _standard_page(self, level):
        parent, above = self.chance.choice(self.sections)
        return self._placed(factories.standard_page, level, above % DRAFT, parent=parent), above

    def _summary(self, level):
        parent, above = self.chance.choice(self.series)
        people = {"people": self._people(max(level, above))}
        return self._placed(factories.summary, level, above, parent=parent, **people), above

    def _resource(self, level):
        word = self._own_word()
        group = {"group": None, "heading": "Findings", "items": [f"<p>About {self._common()} and {word}.</p>"]}
        terms = [factories.term("category", "X"), factories.term("language", "English"), *self._terms(level)]
        fields = {"year": self.chance.choice(YEARS), "terms": terms, "findings": [("group", group)]}
        page = self._placed(factories.resource, level, OPEN, **fields)
        self.pages.append(Placed(page, level, word))
        return page, OPEN

    def _event(self, level):
        day = datetime.date.today() + datetime.timedelta(days=self.chance.randrange(-500, 500))
        body = {"role": "host", "organisation": self.bodies[level], "name": ""}
        taking_part = {"people": self._people(level), "organisations": [("organisation", body)]}
        fields = {"start_date": day, "terms": self._terms(level), **taking_part}
        return self._placed(factories.event, level, OPEN, **fields), OPEN

    def _network_page(self, level):
        return self._placed(factories.network_page, level, OPEN), OPEN

    def _placed(self, make, own, above, **fields):
        """A page with one common word, or two, and a word of its own."""
        word, level = self._own_word(), max(own, above)
        title = f"{self._common().capitalize()} {word}"
        page = make(title=title, lead=f"On {self._common()}.", live=own != DRAFT, **{"slug": word} | fields)
        self._close(page, own)
        self.pages.append(Placed(page, level, word))
        return page

    def _translate(self, page, level):
        word, is_live = self._own_word(), self.chance.random() < 0.7
        title = f"{self._common().capitalize()} {word}"
        twin = factories.in_french(page, live=is_live, title=title, slug=word)
        self.pages.append(Placed(twin, level if is_live else DRAFT, word, is_first=False))

    def _close(self, page, level):
        if level not in {MEMBERS, GROUP}:
            return
        kind = PageViewRestriction.GROUPS if level == GROUP else PageViewRestriction.LOGIN
        closed = PageViewRestriction.objects.create(page=page, restriction_type=kind)
        closed.groups.set([self.group] if level == GROUP else [])

    def _common(self):
        return self.chance.choice(COMMON)

    def _terms(self, level):
        return self.chance.sample(self.terms[: level + 1], self.chance.randrange(level + 1)) or [self.terms[level]]

    def _people(self, level):
        return [("person", {"person": self.people[level], "name": "", "part": "panellist", "role": ""})]

    def _tie(self):
        """Open pages name others, whoever may see those; and others are recommended."""
        rows = [one.row for one in self.pages]
        for one in [one for one in self.pages if one.level == OPEN]:
            page = type(one.row).objects.get(pk=one.row.pk)
            others = self.chance.sample(rows, 3)
            page.related_pages = [RelatedPage(related=Page.objects.get(pk=other.pk)) for other in others]
            page.save_revision().publish()
        for level in LEVELS:
            page = self.chance.choice([one.row for one in self.pages if one.level == level and one.is_first])
            Promotion.objects.create(page=Page.objects.get(pk=page.pk), words=self._common())
