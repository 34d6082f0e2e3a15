"""Documents made up for tests and measurements: what somebody wanted to say, in many shapes, formats and states.

Each knows what is in it, so that one can ask what became of it. The same number makes the same document.
"""

import base64
import io
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from PIL import Image

SHAPES = ("summary", "event", "resource", "network")
FORMATS = ("docx", "odt", "html", "google", "md", "txt", "mail", "pdf")
MUTATIONS = (
    "plain", "tracked", "comments", "text box", "footnotes", "nested table", "pictures", "right to left", "no styles",
    "table", "bare picture", "keywords",
)  # fmt: skip
# What each format can hold at all.
OF_FORMAT = {
    "docx": MUTATIONS,
    "odt": tuple(one for one in MUTATIONS if one != "right to left"),
    "html": ("plain", "nested table", "pictures", "right to left", "no styles", "table", "bare picture", "keywords"),
    "google": ("plain", "nested table", "pictures", "right to left", "table", "bare picture"),
    "md": ("plain", "table", "keywords"),
    "txt": ("plain", "right to left", "keywords"),
    "mail": ("plain", "keywords"),
    "pdf": ("plain", "keywords"),
}
FIRST = "Amara Tomas Ines Kofi Lena Ravi Noor Mateo Sunniva Bilal Greta Yusuf Odile Petra".split()
LAST = "Oduya Lindqvist Novak Mensah Harrow Patel Haddad Rivera Dahl Aziz Falk Demir Bernier Kovac".split()
ROLES = ["Director of Programs", "Nurse Practitioner", "Peer Coordinator", "Manager, Outreach", "Policy Analyst"]
BODIES = ["Harbour Youth Society", "Fjord Health Authority", "Northern Peer Network", "Cedar Community Clinic"]
LETTERS = ["", "", "MSW", "RN", "PhD"]
THINGS = (
    "housing transport counselling outreach training funding childcare food phones translation nursing shelter".split()
)
DOES = "keeps brings offers needs finds shares changes builds answers supports measures opens".split()
WHOM = "families|young people|outreach workers|small towns|night shifts|elders|new parents|drop-in centres".split("|")
TOPICS = [
    "Schools as partners",
    "Mobile teams at night",
    "Care close to home",
    "Peers in the clinic",
    "A shared record",
]
HEBREW = "שלום לכולם זה משפט"


@dataclass
class Part:
    """A piece of a document: kind is heading, paragraph, item, or note."""

    kind: str
    text: str
    level: int = 0
    bold: bool = False
    link: str = ""


@dataclass
class Made:
    """What the document says, and where it belongs."""

    number: int
    shape: str
    form: str
    mutation: str
    parts: list[Part] = field(default_factory=list)
    title: str = ""
    headings: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    # Headings of a table and its rows; the alternative texts of pictures; words that may be terms.
    tables: list[list[list[str]]] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    # Said beside the text: in a box, a note, a comment, or deleted.
    aside: str = ""

    @property
    def name(self) -> str:
        return f"document-{self.number}.{({'google': 'html', 'mail': 'txt'}).get(self.form, self.form)}"

    @property
    def sentences(self) -> list[str]:
        return [self.title, *(part.text for part in self.parts), *([self.aside] if self.aside else [])]

    def __str__(self) -> str:
        return f"{self.number} {self.shape} {self.form} {self.mutation}"


def document(number: int) -> Made:
    """The document of this number; numbers go through shapes, formats and mutations."""
    chance = random.Random(number)
    form = FORMATS[number % len(FORMATS)]
    possible = OF_FORMAT[form]
    turn = number // len(FORMATS)
    made = Made(number, SHAPES[turn % 4], form, possible[(turn + turn // 4) % len(possible)])
    made.title = f"{chance.choice(TOPICS)}: lessons from {chance.choice(BODIES)} {number}"
    _WRITERS[made.shape](made, Words(chance))
    if made.mutation != "plain":
        made.aside = f"Aside {number}: {Words(chance).sentence()}"
    if made.mutation == "table":
        made.tables = [[["Town", "Beds", "What helps"], ["Nanaimo", "12", made.aside], ["Terrace", "4", "Night buses"]]]
    if made.mutation in {"pictures", "bare picture"}:
        made.pictures = [made.aside if made.mutation == "pictures" else ""]
    if made.mutation == "keywords":
        made.keywords = ["Stigma", "harm reduction", f"moon phases {number}"]
    return made


def picture_file() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(file, "PNG")
    return file.getvalue()


class Words:
    """Sentences and names, none of them twice in one document."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.people = chance.sample([f"{one} {two}" for one in FIRST for two in LAST], 12)

    def sentence(self) -> str:
        c = self.chance
        thing, other = c.sample(THINGS, 2)
        return f"{thing.capitalize()} {c.choice(DOES)} {other} for {c.randint(12, 980)} {c.choice(WHOM)}."

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _time in range(self.chance.randint(3, 6)))

    def question(self) -> str:
        c = self.chance
        return f"How does {c.choice(THINGS)} reach {c.choice(WHOM)} in week {c.randint(2, 51)}?"

    def person(self) -> tuple[str, str]:
        """Name, and the whole line."""
        name, c = self.people.pop(), self.chance
        letters, role, body = c.choice(LETTERS), c.choice(ROLES), c.choice(BODIES)
        titled = c.choice(["", "", "Dr. "]) + ", ".join(filter(None, [name, letters]))
        return name, c.choice(
            [f"{titled}, {role}, {body}", f"{titled} – {role}, {body}", f"{titled}, {body}", f"{name} ({body})"]
        )

    def item(self) -> str:
        return self.sentence()


def _heading(made: Made, text: str, own: bool = False, level: int = 1) -> None:
    made.parts.append(Part("heading", text, level))
    if own:
        made.headings.append(text)


def _summary(made: Made, words: Words) -> None:
    made.parts.append(
        Part("paragraph", f"Webinar {made.number % 9 + 1}: March 5, 2026, 10:00 am to 11:30 am Pacific Time")
    )
    _heading(made, "Summary")
    made.parts += [Part("paragraph", words.paragraph()) for _time in range(2)]
    _people(made, words, words.chance.choice(["Panel", "Panellists", "Our speakers", "Presenters"]))
    for topic in words.chance.sample(TOPICS, 3):
        _heading(made, topic, own=True)
        made.parts.append(Part("paragraph", words.paragraph()))
        made.parts += [Part("item", words.item()) for _time in range(3)]
        made.parts.append(Part("paragraph", words.paragraph()))
    _questions(
        made, words, words.chance.choice(["Question period", "Questions and answers", "Q&A", "Viewer question period"])
    )


def _event(made: Made, words: Words) -> None:
    made.parts.append(Part("paragraph", "Date: June 3, 2027"))
    made.parts.append(Part("paragraph", "Time: 9:00 am to 3:30 pm"))
    made.parts.append(Part("paragraph", "Location: Cedar Hall, 12 Bay Street, Nanaimo"))
    _heading(made, "Background")
    made.parts.append(Part("paragraph", words.paragraph()))
    _heading(made, "Objectives")
    made.findings = [words.item() for _time in range(4)]
    made.parts += [Part("item", one) for one in made.findings]
    _people(made, words, "Speakers")
    for topic in words.chance.sample(TOPICS, 2):
        _heading(made, topic, own=True)
        made.parts.append(Part("paragraph", words.paragraph()))
    _questions(made, words, "Frequently asked questions")


def _resource(made: Made, words: Words) -> None:
    _heading(made, "Summary")
    made.parts.append(Part("paragraph", words.paragraph()))
    _heading(made, "Key findings")
    made.parts.append(Part("paragraph", words.paragraph()))
    for group in ("principles", "practices", "implementation approaches"):
        before = words.chance.choice(["Findings about", "Key findings related to"])
        _heading(made, f"{before} {group}{words.chance.choice(['', ':'])}", own=True, level=2)
        items = [words.item() for _time in range(3)]
        made.findings += items
        made.parts += [Part("item", one) for one in items]


def _network(made: Made, words: Words) -> None:
    _heading(made, "Purpose")
    made.parts.append(Part("paragraph", words.paragraph()))
    _heading(made, "Goals")
    made.findings = [words.item() for _time in range(4)]
    made.parts += [Part("item", one) for one in made.findings]
    _people(made, words, "Members")
    for topic in words.chance.sample(TOPICS, 2):
        _heading(made, topic, own=True)
        made.parts.append(Part("paragraph", words.paragraph()))


def _people(made: Made, words: Words, heading: str) -> None:
    """As a list, or a line each; one of them may be named before by what they did."""
    _heading(made, heading)
    kind = words.chance.choice(["item", "item", "paragraph"])
    for number in range(4):
        name, line = words.person()
        made.people.append(name)
        label = "Moderator: " if number == 0 and words.chance.random() < 0.3 else ""
        made.parts.append(Part(kind, label + line))


def _questions(made: Made, words: Words, heading: str) -> None:
    _heading(made, heading)
    style = words.chance.choice(["bold", "plain", "marked", "numbered"])
    for number in range(3):
        question = words.question()
        made.questions.append(question)
        before = {"marked": "Q: ", "numbered": f"{number + 1}. "}.get(style, "")
        made.parts.append(Part("paragraph", before + question, bold=style == "bold"))
        made.parts.append(Part("paragraph", ("A: " if style == "marked" else "") + words.paragraph()))


_WRITERS: dict[str, Callable[[Made, Words], None]] = {
    "summary": _summary,
    "event": _event,
    "resource": _resource,
    "network": _network,
}


# Formats without a library of their own


def as_text(made: Made) -> str:
    lines = [made.title, ""]
    lines += [f"Keywords: {', '.join(made.keywords)}", ""] if made.keywords and made.form != "pdf" else []
    for part in made.parts:
        if part.kind == "heading":
            lines += [
                "",
                part.text.upper()
                if made.number % 2 and part.level == 1 and part.text not in made.headings
                else part.text,
                "",
            ]
        elif part.kind == "item":
            lines.append(f"  • {part.text}")
        else:
            lines += [part.text, ""]
    lines += ["", HEBREW] if made.mutation == "right to left" else []
    lines += ["", made.aside] if made.aside else []
    return "\n".join(lines)


def as_mail(made: Made) -> str:
    """As a mail that was answered: every line quoted, broken at 72 signs."""
    lines = [line for text in as_text(made).splitlines() for line in textwrap.wrap(text, 72) or [""]]
    head = ["From: Edda Vance <edda@example.org>", "Date: Mon, 4 May 2026 09:12", f"Subject: Fwd: {made.title}", ""]
    return "\n".join([*head, "On Mon, May 4, 2026 at 9:12 AM Edda Vance wrote:", *(f"> {line}" for line in lines)])


def as_markdown(made: Made) -> str:
    lines = [f"# {made.title}", ""]
    for part in made.parts:
        if part.kind == "heading":
            lines += ["", f"{'#' * (part.level + 1)} {part.text}", ""]
        elif part.kind == "item":
            lines.append(f"- {part.text}")
        else:
            lines += ["", f"**{part.text}**" if part.bold else part.text, ""]
    lines += ["", f"Topics: {', '.join(made.keywords)}", ""] if made.keywords else []
    for head, *rows in made.tables:
        lines += ["", *(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])]
    lines += ["", made.aside] if made.aside and not made.tables else []
    return "\n".join(lines)


def as_html(made: Made) -> str:
    body = [f"<h1>{escape(made.title)}</h1>"]
    for part in made.parts:
        text = escape(part.text)
        if part.kind == "heading":
            own = "<p><b>{}</b></p>" if made.mutation == "no styles" else "<h{0}>{1}</h{0}>"
            body.append(own.format(text) if made.mutation == "no styles" else own.format(part.level + 1, text))
        elif part.kind == "item":
            body.append(f"<ul><li>{text}</li></ul>")
        else:
            body.append(f"<p><strong>{text}</strong></p>" if part.bold else f"<p>{text}</p>")
    said = f'<meta name="keywords" content="{", ".join(made.keywords)}">' if made.keywords else ""
    return f"<html><head><title>x</title>{said}</head><body>{''.join(body)}{_html_aside(made)}</body></html>"


def _html_aside(made: Made) -> str:
    aside = escape(made.aside)
    if made.mutation == "nested table":
        inner = f"<table><tr><td>{aside}</td><td>Two</td></tr></table>"
        return f"<table><tr><td>One</td><td>{inner}</td></tr><tr><td>3</td><td>4</td></tr></table>"
    if made.pictures:
        address = f"data:image/png;base64,{base64.b64encode(picture_file()).decode()}"
        said = f' alt="{aside}"' if made.pictures[0] else ""
        return f'<p><img src="{address}"{said}></p>' + ("" if said else f"<p>{aside}</p>")
    if made.tables:
        return "".join(f"<table>{''.join(map(_html_row, table))}</table>" for table in made.tables)
    return f'<p dir="rtl">{HEBREW}</p><p>{aside}</p>' if made.aside else ""


def as_google(made: Made) -> str:
    """As Google writes it: classes for bold, spans around everything, a style sheet on top."""
    style = "<style>.c1{font-weight:700}.c2{font-style:italic}.lst-kix-1 > li{counter-increment:x}</style>"
    body = as_html(made).replace("<strong>", '<span class="c1">').replace("</strong>", "</span>")
    return (
        body.replace("<head>", f"<head>{style}").replace("<p>", '<p class="c0"><span>').replace("</p>", "</span></p>")
    )


def _html_row(cells: list[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"
