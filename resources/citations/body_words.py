"""Whether a name is that of a person or of a body, as far as its words tell; and whether they leave a doubt."""

import re
from collections.abc import Callable
from typing import NamedTuple

# Words that stand in the names of bodies and hardly ever in those of people.
BODY_WORDS = frozenset(
    """academy académie action addiction addictions administration advisory advocacy advocates agence agency aids
    alliance ambulance american archives army assembly assemblée assistance associates association associations
    authority autorité awareness board borders branch brigade britannique british bureau cabinet canadian
    canadienne center centre centres children children's citizens city clinic clinics clinique coalition
    collaborative collectif collective college collège comité commission commissioner committee committees
    communautaire communities community company conference congress conseil consortium consumers control coop
    cooperative coordinating coroner coroners corp corporation correctional corrections council councils
    counselling crisis curriculum department dependence development direction directorate disease dispensary
    district division doctors drogues drug drugs détox education emergency employment enforcement enterprises
    environmental epidemiology evaluation excellence exchange families family federal federation fondation forum
    foundation foundry foyer friendship fund fédération general gouvernement government group groupe général
    harm health hepatitis hiv hospital hospitals housing human hôpital inc inclusion indigenous information
    initiative initiatives inquiry insite institut institute institutes institution intelligence international
    intervention investigations lab laboratories laboratory labour league learning legal liaison library ligue
    lived living llc ltd ltée maison management media medical medicine mental ministry ministère mission
    monitoring municipal municipality museum médecins narcotics nation national nations native network networks
    nurses nursing observatoire observatory office officer officers ombudsman ombudsperson operations opioid
    opioids organisation organisations organisme organization organizations outreach overdose palliative parents
    parliament partnership partnerships patient patients pharmacists pharmacy physicians planning police policy
    polytechnic practice prevention primary prison program programme programs project projects projet projets
    promotion protection provincial psychiatric psychiatry psychology public publications publishing rainbow
    recovery reduction refugee regional registry regulatory rehabilitation relief research resource resources
    responders response review rights réseau safe safety salvation santé school schools secretariat secrétariat
    section sector senate seniors service services shelter shelters social societies society société solutions
    stakeholders statistics stigma strategy students studies substance substances suicide supply support
    surgeons survey survivors system systems table tables task team territorial therapeutic therapy training
    transit transition transport trauma treatment treaty tribal tribunal union unit united universities
    university université urban users veterans victims ville violence voices volunteer volunteers watch welfare
    wellbeing wellness women women's workers working workshop workshops youth éducation""".split()
)
# Small words between those of a body; with a capital they may be names.
JOINING = frozenset("at aux by et for in of on pour sans the to with without and &".split())
# Words in the names of bodies that are family names as well.
EITHER = frozenset(
    """access aid bank banks bridge bridges care child church connection cook court english field fields force french
    friend friends guild hall home homes hope house just justice kids law life link lighthouse lodge mayor moms
    dads mothers page parent pathways peer peers people power press royal sharp street trust victory village way
    west wood works young""".split()
)
PLACES = frozenset(
    """ab bc bcc can mb nb nl ns nt nu nwt on pe pei qc sk yk yt eu uk un us usa canada alberta manitoba ontario québec
    quebec saskatchewan newfoundland labrador nunavut yukon columbia colombie-britannique vancouver montréal
    montreal ottawa calgary edmonton winnipeg surrey kelowna america europe australia scotland england
    ireland""".split()
)
PARTICLES = frozenset(
    """af al av bin ibn d' da dal de del della den der des di dos du e el el- la las le los san st te ten ter the van
    vom von vander y zu zum zur""".split()
)
# Letters in the middle of a word, but for family names that are written so.
RUN_TOGETHER = re.compile(r"\b(?!Mc|Mac|De|Del|Di|Du|La|Le|Lo|Van|Von|Fitz|St)[^\W\d_]*[a-zà-ÿ][A-ZÀ-Þ]")
INC = re.compile(r"\b(?:inc|ltd|llc|ltée|corp|co)\b\.?$", re.IGNORECASE)
LONGEST_OF_PEOPLE = 4


class Judgement(NamedTuple):
    is_body: bool
    is_sure: bool


def words_in(name: str) -> list[str]:
    return re.findall(r"&|[\w'’.-]*\w[\w'’.-]*", name)


def judged(name: str) -> Judgement:
    """What a name is, written with the given name first. A comma in it is no sign of anything here."""
    words = words_in(name)
    small = [word.casefold().replace("’", "'").strip(".") for word in words]
    is_joined = not JOINING.isdisjoint(words) or words[:1] == ["The"]
    if is_joined or not BODY_WORDS.isdisjoint(small) or any(word.isdigit() for word in words):
        return Judgement(is_body=True, is_sure=True)
    if len(words) < 2:
        return _one_word(name)
    if any("-" in word and not BODY_WORDS.isdisjoint(word.split("-")) for word in small):
        return Judgement(is_body=True, is_sure=False)
    for shape, judgement in SHAPES:
        if shape(words, small):
            return judgement
    return Judgement(is_body=False, is_sure=True)


def _one_word(name: str) -> Judgement:
    is_short_form = (len(name) > 1 and name.isupper()) or bool(RUN_TOGETHER.search(name))
    return Judgement(is_body=is_short_form, is_sure=is_short_form)


def _has_odd_letters(words: list[str], small: list[str]) -> bool:
    """Of other alphabets: our words say nothing of them."""
    return any(ord(letter) > 0x24F and letter.isalpha() for letter in "".join(words) if letter not in "ʼʻ")


def _is_of_a_place(words: list[str], small: list[str]) -> bool:
    return small[0] in PLACES or small[-1] in PLACES


def _begins_with_short_form(words: list[str], small: list[str]) -> bool:
    return len(words[0]) > 3 and words[0].isalpha() and words[0].isupper() and not words[-1].isupper()


def _is_run_together(words: list[str], small: list[str]) -> bool:
    return any(RUN_TOGETHER.search(word) for word in words)


def _has_small_words(words: list[str], small: list[str]) -> bool:
    plain = [word for word in words if word.islower() and word not in PARTICLES]
    return bool(plain) and not all(word.islower() for word in words)


def _is_long(words: list[str], small: list[str]) -> bool:
    return len([word for word in small if word not in PARTICLES]) > LONGEST_OF_PEOPLE


def _may_be_either(words: list[str], small: list[str]) -> bool:
    return not EITHER.isdisjoint(small)


def _is_family_of_two(words: list[str], small: list[str]) -> bool:
    """“Juliet Peers”."""
    return len(words) == 2 and small[-1] in EITHER and small[0] not in EITHER | PLACES


def _may_be_initials(words: list[str], small: list[str]) -> bool:
    """“JRR Tolkien”, “CBC Radio”; “JANE DOE” and “LI WEI”."""
    return (len(words[0]) == 3 and words[0].isalpha() and words[0].isupper()) or all(
        len(one) > 2 and one.isupper() for one in words
    )


def _is_all_small(words: list[str], small: list[str]) -> bool:
    return all(word.islower() for word in words)


SHAPES: tuple[tuple[Callable[[list[str], list[str]], bool], Judgement], ...] = (
    (_has_odd_letters, Judgement(is_body=False, is_sure=False)),
    (_is_of_a_place, Judgement(is_body=True, is_sure=False)),
    (_is_run_together, Judgement(is_body=True, is_sure=False)),
    (_begins_with_short_form, Judgement(is_body=True, is_sure=False)),
    (_has_small_words, Judgement(is_body=True, is_sure=False)),
    (_is_long, Judgement(is_body=True, is_sure=False)),
    (_is_family_of_two, Judgement(is_body=False, is_sure=False)),
    (_may_be_either, Judgement(is_body=True, is_sure=False)),
    (_may_be_initials, Judgement(is_body=False, is_sure=False)),
    (_is_all_small, Judgement(is_body=False, is_sure=False)),
)
