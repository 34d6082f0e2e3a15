"""What words look like: a link text that says nothing, a bare address, a person's mailbox, a repeated sentence."""

import re

# Whole link texts, in lower case and without punctuation.
VAGUE = frozenset(
    """here|click here|click|press here|link|this link|the link|this|this page|page|read more|more|learn more|see more
    |find out more|more info|more information|read|view|view resource|view the resource|view document|view report
    |see here|available here|is available here|is here|download|download here|website|go|details|see details|open
    |ici|cliquez ici|cliquer ici|cliquez|lien|ce lien|le lien|cette page|page|lire la suite|la suite|suite|plus
    |en savoir plus|savoir plus|lire plus|voir|voir plus|voir ici|voir la ressource|voir le document|voir le rapport
    |disponible ici|est disponible ici|plus d'information|plus d'informations|plus d'infos|télécharger|détails
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
# Words in the local part of an address by which one knows a desk.
DESK = frozenset(
    """accueil admin administration adhesion aide board bureau bibliotheque booking bookings care centre center chair
    clinic comite comm committee comms communication communications community conference conferences contact
    coordinator coordination desk data digest direction director donate donations editor education engagement enquiries
    equipe equity evenement evenements event events evaluation feedback findings forum formation general group health
    hello help helpdesk info information inquiries inquiry inscription inscriptions intake join joining knowledge lab
    learning library mail media member members membership news newsletter network office outreach partnerships peer
    peers policy post presse press privacy program programme programs project projects projet projets publications
    questions reception recherche registration registrations renseignements research reseau resource resources
    ressources secretariat secretary security service services site staff summit support systeme team training
    volunteer volunteers web webinar webinaire webinaires webinars webmaster welcome workshop workshops youth
    no reply noreply""".split()
)
# Hosts of private mail: whoever writes from there writes as a person.
PRIVATE_HOSTS = frozenset(
    """gmail.com googlemail.com hotmail.com hotmail.ca outlook.com live.com live.ca msn.com yahoo.com yahoo.ca
    icloud.com me.com proton.me protonmail.com shaw.ca telus.net videotron.ca bell.net rogers.com aol.com""".split()
)
_MAILBOX = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d-])(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\d-])")
# Numbers for everybody: freephone, and the crisis lines that have one.
_FREEPHONE = re.compile(r"^\+?1?[-. ]?\(?8(?:00|22|33|44|55|66|77|88)\)?")


def is_vague(text: str) -> bool:
    """“Read more”, “here”: words that say nothing of where the link leads."""
    return " ".join(re.sub(r"[^\w\s'’]", " ", text).replace("’", "'").lower().split()) in VAGUE


def is_bare_address(text: str) -> bool:
    """An address as link text. A name like “heretohelp.bc.ca” is not one: no scheme, no path."""
    text = text.strip()
    if re.search(r"\s", text):
        return False
    return bool(re.match(r"(?i)(https?://|www\.)", text) or re.match(r"(?i)[\w-]+(\.[\w-]+)*\.[a-z]{2,}/.+", text))


def personal_mailboxes(text: str) -> list[str]:
    return [mailbox for mailbox in dict.fromkeys(_MAILBOX.findall(text)) if _is_personal(mailbox)]


def _is_personal(mailbox: str) -> bool:
    """First name and surname, or a private host; the words of a desk anywhere in it speak against."""
    local, __, host = mailbox.lower().partition("@")
    words = [word for word in re.split(r"[._+\-\d]+", local) if word]
    if any(word in DESK for word in words):
        return False
    if host in PRIVATE_HOSTS:
        return True
    return len(words) == 2 and "." in local and all(word.isalpha() for word in words)


def phone_numbers(text: str) -> list[str]:
    """Numbers that may be somebody's own."""
    found = (match.group().strip() for match in _PHONE.finditer(text))
    return [number for number in dict.fromkeys(found) if not _FREEPHONE.match(number)]


def repeated_sentences(text: str, other: str, least: int = 8) -> list[str]:
    """Sentences of `text`, of `least` words or more, that stand nearly word for word in `other` too."""
    known = _runs(_words(other))
    found = []
    for sentence in re.split(r"(?<=[.!?…])\s+|\n+", text):
        runs = _runs(_words(sentence))
        if len(_words(sentence)) >= least and sum(run in known for run in runs) >= 0.8 * len(runs):
            found.append(sentence.strip())
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _runs(words: list[str], length: int = 4) -> set[tuple[str, ...]]:
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}
