"""People and organisations that a document names, as blocks; with those of the directory that somebody approved."""

import re
from collections.abc import Iterable
from functools import cached_property

from django.utils.translation import gettext as _

from core.i18n.profiles import profiles
from core.text.sentences import one_stop
from core.visibility import approved
from intake.document import PARAGRAPH, TABLE, Block, plain
from intake.filling import Filling
from intake.finders.found_links import MAILBOX
from intake.finders.named_parts import folded, labelled
from intake.finders.parts_of_person import PersonLine, is_organisation, person_in, without_title
from intake.finders.people_apart import people_apart, says_several
from intake.in_form.piece_items import Target, makes_items
from networks.blocks import ContactBlock, OrganisationBlock, PersonBlock
from networks.models import Organisation, Person

# What the blocks hold at most.
LIMITS = {"name": 150, "credentials": 80, "role": 200, "organisation": 200}
# A chair is a post as well: “Chair in Nursing”.
PARTS_IN_ROLE = ("facilitator", "moderator", "keynote", "elder")
# Before the name of an organisation in a sentence.
_ARTICLE = re.compile(r"^(?:(?:the|les?|la)\s+|l[’'])", re.IGNORECASE)
StreamBlockValue = tuple[str, dict[str, object]]


class Directory:
    """Looked up once for a document: names that are in it, and nobody who is not approved."""

    @cached_property
    def people(self) -> dict[str, Person]:
        found = approved(Person.objects.all()).select_related("organisation")
        return {key: person for person in found for key in (folded(person.name), folded(without_title(person.name)))}

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        found = approved(Organisation.objects.all()).prefetch_related("texts")
        return {folded(name): organisation for organisation in found for name in organisation.all_names}

    def person_block(self, line: PersonLine) -> StreamBlockValue:
        known = self.people.get(folded(line.name)) or self.people.get(folded(without_title(line.name)))
        organisation = self.organisations.get(folded(line.organisation)) if line.organisation else None
        value: dict[str, object] = {
            "person": known,
            "part": line.part,
            "name": "" if known and folded(known.name) == folded(line.name) else line.name,
            "credentials": line.credentials,
            "role": line.role,
            "organisation": organisation,
            "organisation_name": "" if organisation else line.organisation,
            "link": line.link,
            "biography": line.biography,
        }
        return "person", value

    def names_apart(self, text: str) -> list[str]:
        """Organisations of a sentence; “and” stands inside of many names, and parts two where that is plain."""
        whole = re.sub(r"(?<!\w)(?:us|we|nous)\s*\(([^()]+)\)", r"\1", text).strip(" .")
        names = [_ARTICLE.sub("", name).strip(" .,") for piece in whole.split(";") for name in self._two(piece.strip())]
        return [one for one in names if 2 < len(one) <= LIMITS["organisation"] and one[0].isupper()]

    def _two(self, piece: str) -> list[str]:
        joined = "|".join({one.and_word for one in profiles()})
        first, _and, second = [*re.split(rf",?\s+({joined})\s+", piece, maxsplit=1), "", ""][:3]
        if not second or folded(_ARTICLE.sub("", piece)) in self.organisations:
            return [piece]
        both = (_ARTICLE.sub("", one) for one in (first, second))
        return [first, second] if _ARTICLE.match(second) or all(map(self.is_known_or_named, both)) else [piece]

    def is_known_or_named(self, name: str) -> bool:
        return folded(name) in self.organisations or (len(name.split()) > 1 and is_organisation(name))

    def organisation_block(self, name: str, role: str) -> StreamBlockValue:
        known = self.organisations.get(folded(name))
        return "organisation", {"role": role, "organisation": known, "name": "" if known else name}


def fits(line: PersonLine) -> bool:
    return all(len(getattr(line, name)) <= longest for name, longest in LIMITS.items())


def people_in_blocks(blocks: Iterable[Block], part: str) -> tuple[list[tuple[PersonLine, Block]], list[Block]]:
    """Who is named, a line each, and what names nobody. A paragraph after a name is about that person."""
    found: list[tuple[PersonLine, Block]] = []
    rest: list[Block] = []
    for block in (line for whole in blocks for line in _lines(whole, part)):
        named = _named(block, part)
        if named:
            found.append((named, block))
        elif found and len(block.text) > 80 and _is_about(found[-1][0], block):
            found[-1][0].biography += f"<p>{block.html}</p>"
        else:
            rest.append(block)
    return found, rest


def _lines(block: Block, part: str) -> list[Block]:
    """Who is named line by line: a table by its rows, a paragraph where each line says who somebody is and what."""
    if block.kind == TABLE:
        return _rows(block, part)
    label = labelled(block)
    lead = block.html.removesuffix(label.html) if label else ""
    apart = people_apart(block.html.removeprefix(lead), says_several(plain(lead)))
    if len(apart) > 1:
        return [Block(block.kind, f"{lead}{html}") for html in apart]
    lines = [Block(block.kind, html) for html in block.html.split("<br/>")]
    named = [_named(line, part) for line in lines]
    return lines if len(lines) > 1 and all(one and (one.role or one.organisation) for one in named) else [block]


def _rows(block: Block, part: str) -> list[Block]:
    """Of a table of people each row as a line: name, role, organisation. Another table stays what it is."""
    lines = [Block(PARAGRAPH, ", ".join(cell for cell in row if plain(cell))) for row in block.rows]
    body = lines[block.head or 1 :] if lines and not _named(lines[0], part) else lines
    return body if body and all(_named(one, part) for one in body) else [block]


def _named(block: Block, part: str) -> PersonLine | None:
    label = labelled(block)
    own_part = label.name if label else ""
    person = person_in(label.html if label else block.html, own_part or part)
    if person is None or not fits(person):
        return None
    said = next((one for one in PARTS_IN_ROLE if person.role.casefold().startswith(one)), "")
    person.part = own_part or said or person.part
    return person


def _is_about(person: PersonLine, block: Block) -> bool:
    last_name = without_title(person.name).split()[-1]
    first_name = without_title(person.name).split()[0]
    words = block.text[:200]
    return last_name in words or first_name in words


def names_of_organisations(html: str) -> list[str]:
    """“The network, and Example Society” in a line: names apart."""
    text = plain(html)
    pieces = text.split(";") if ";" in text else text.split(" | ") if " | " in text else [text]
    return [piece.strip(" .,") for piece in pieces if 2 < len(piece.strip(" .,")) <= LIMITS["organisation"]]


def take_people(
    filling: Filling, blocks: list[Block], part: str, directory: Directory, field: str = "people", passage: str = ""
) -> None:
    """Those whom the blocks name go into the stream, to be confirmed; what names nobody is left. `passage`: the
    sentence that the blocks are of."""
    found, rest = people_in_blocks(blocks, part)
    filling.leave(*rest)
    for table in [one for one in blocks if one.kind == TABLE and not any(one is left for left in rest)]:
        filling.placed.add(id(table))
        first = [plain(cell) for cell in table.rows[0]]
        if not any(first[0] == person.name for person, _block in found):
            words = _("A table of people was taken row by row. Its headings are not repeated: %s")
            filling.remarks.append(one_stop(words % " | ".join(f"“{cell}”" for cell in first)))
    for person, block in found:
        filling.add_guess(field, [directory.person_block(person)], person.in_words, passage or block.text)


def take_organisations(filling: Filling, html: str, role: str, directory: Directory) -> None:
    filling.add("organisations", [directory.organisation_block(name, role) for name in names_of_organisations(html)])


def take_organisations_named(filling: Filling, html: str, role: str, directory: Directory, passage: str) -> bool:
    """Those of a sentence, to be confirmed: “us (Lantern Network) and the Coastal Table”. False where none was read."""
    names = directory.names_apart(plain(html))
    for name in names:
        filling.add_guess("organisations", [directory.organisation_block(name, role)], name, passage)
    return bool(names)


def take_contact(filling: Filling, blocks: list[Block]) -> None:
    """A mailbox makes a contact; its name is what stands before it, or the mailbox itself."""
    for block in blocks:
        label = labelled(block)
        html = label.html if label and label.name == "contact" else block.html
        box = MAILBOX.search(plain(html))
        if not box:
            filling.leave(block)
            continue
        name = re.split(r"[,:(<–|·•]", plain(html)[: box.start()])[0].strip(" ·•;")
        filling.add("contact", [("contact", {"name": (name or box[0])[:150], "mailbox": box[0]})])
        if not re.search(r"\w", plain(html).replace(box[0], "").replace(name, "", 1)):
            filling.placed.add(id(block))


def take_contact_in_text(filling: Filling, block: Block) -> None:
    """A mailbox in a sentence, with the subject line that it asks for. The sentence stays where it is."""
    for box in dict.fromkeys(MAILBOX.findall(block.text)):
        value = {"name": box[:150], "mailbox": box, "subject": _subject_in(block.text)}
        filling.add_guess(
            "contact", [("contact", value)], " · ".join(filter(None, (box, value["subject"]))), block.text
        )


def _subject_in(text: str) -> str:
    """“with the subject line “Gathering””: what stands in quotation marks after these words."""
    phrases = "|".join(re.escape(phrase) for profile in profiles() for phrase in profile.documents.subject_lines)
    found = re.search(rf"\b(?:{phrases})\b\W{{0,4}}[“\"«]\s*([^”\"»]{{2,150}}?)[\s.]*[”\"»]", text, re.IGNORECASE)
    return found[1] if found else ""


# Pieces that found no field, put into one of these lists by hand


@makes_items(PersonBlock)
def people_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    take_people(filling, pieces, "", Directory(), target.field)


@makes_items(OrganisationBlock)
def organisations_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    directory = Directory()
    names = [name for one in pieces for name in names_of_organisations(one.html)]
    filling.add(target.field, [directory.organisation_block(name, "") for name in names])


@makes_items(ContactBlock)
def contact_of_piece(filling: Filling, target: Target, pieces: list[Block]) -> None:
    take_contact(filling, pieces)
