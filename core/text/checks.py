"""What words look like: a link text that says nothing, a bare address, a person's mailbox, a repeated sentence."""

import re

from core.i18n.profiles import words_in_all_languages

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
    return " ".join(re.sub(r"[^\w\s'’]", " ", text).replace("’", "'").lower().split()) in words_in_all_languages(
        "vague_link_texts"
    )


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
    if any(word in words_in_all_languages("desk_words") for word in words):
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
