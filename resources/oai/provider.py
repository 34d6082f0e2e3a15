"""OAI-PMH 2.0 at /oai: libraries harvest the resources in Dublin Core. Always what a stranger may see."""

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.addresses import full_address
from core.site_state import network_name, site_settings
from resources.citations.csl import one_line
from resources.oai.list_requests import (
    LIST,
    SECOND,
    Arguments,
    Problem,
    in_dublin_core,
    place_of,
    question_of,
    selected,
    stamp,
    token_for,
)
from resources.oai.records import Header, described, headers, sets

PER_ANSWER = 100
XSI = "http://www.w3.org/2001/XMLSchema-instance"
OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = f"{OAI}oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
# For each verb what it must be asked with, and what it may.
ARGUMENTS: dict[str, tuple[set[str], set[str]]] = {
    "Identify": (set(), set()),
    "ListMetadataFormats": (set(), {"identifier"}),
    "ListSets": (set(), {"resumptionToken"}),
    "ListIdentifiers": ({"metadataPrefix"}, LIST),
    "ListRecords": ({"metadataPrefix"}, LIST),
    "GetRecord": ({"identifier", "metadataPrefix"}, {"identifier", "metadataPrefix"}),
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    root = ElementTree.Element(
        "OAI-PMH", {"xmlns": OAI, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{OAI} {OAI}OAI-PMH.xsd"}
    )
    _add(root, "responseDate", timezone.now().astimezone(datetime.UTC).strftime(SECOND))
    asked = _add(root, "request", base_url())
    try:
        arguments = understood(request.POST if request.method == "POST" else request.GET)
        asked.attrib.update({name: one_line(value) for name, value in arguments.items()})
        root.append(ANSWERS[arguments["verb"]](arguments))
    except Problem as problem:
        if problem.code in {"badVerb", "badArgument"}:
            asked.attrib.clear()
        _add(root, "error", str(problem), code=problem.code)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(body, content_type="text/xml; charset=utf-8", headers={"Cache-Control": "no-cache"})


def base_url() -> str:
    return full_address("/oai")


def understood(params: QueryDict) -> Arguments:
    """The arguments, if they are those that the verb takes, each once."""
    if len(params.getlist("verb")) != 1 or params["verb"] not in ARGUMENTS:
        raise Problem("badVerb", "The verb is missing, unknown or given more than once.")
    needed, allowed = ARGUMENTS[params["verb"]]
    given = set(params) - {"verb"}
    if given - allowed or any(len(params.getlist(name)) > 1 for name in given):
        raise Problem("badArgument", "An argument is unknown or given more than once.")
    if "resumptionToken" in given:
        if len(given) > 1:
            raise Problem("badArgument", "A resumptionToken stands alone.")
    elif needed - given:
        raise Problem("badArgument", f"Missing: {', '.join(sorted(needed - given))}.")
    return {name: str(params[name]) for name in params}


# The six verbs


def _identify(arguments: Arguments) -> ElementTree.Element:
    site, known = site_settings(), headers()
    answer = ElementTree.Element("Identify")
    _add(answer, "repositoryName", one_line(network_name()))
    _add(answer, "baseURL", base_url())
    _add(answer, "protocolVersion", "2.0")
    _add(answer, "adminEmail", site.contact_mailbox or re.sub(r"^.*<(.*)>$", r"\1", settings.DEFAULT_FROM_EMAIL))
    _add(answer, "earliestDatestamp", stamp(known[0].changed if known else timezone.now()))
    _add(answer, "deletedRecord", "persistent")
    _add(answer, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return answer


def _list_formats(arguments: Arguments) -> ElementTree.Element:
    if "identifier" in arguments:
        _header(arguments["identifier"])
    answer = ElementTree.Element("ListMetadataFormats")
    dublin_core = _add(answer, "metadataFormat")
    _add(dublin_core, "metadataPrefix", "oai_dc")
    _add(dublin_core, "schema", f"{OAI.removesuffix('/')}/oai_dc.xsd")
    _add(dublin_core, "metadataNamespace", OAI_DC)
    return answer


def _list_sets(arguments: Arguments) -> ElementTree.Element:
    if "resumptionToken" in arguments:
        raise Problem("badResumptionToken", "All sets are given at once.")
    if not sets():
        raise Problem("noSetHierarchy", "There are no sets.")
    answer = ElementTree.Element("ListSets")
    for slug, label in sets():
        one = _add(answer, "set")
        _add(one, "setSpec", slug)
        _add(one, "setName", one_line(label))
    return answer


def _get_record(arguments: Arguments) -> ElementTree.Element:
    header = _header(arguments["identifier"])
    in_dublin_core(arguments["metadataPrefix"])
    answer = ElementTree.Element("GetRecord")
    _add_records(answer, [header])
    if not len(answer):
        raise Problem("idDoesNotExist", "There is no such record.")
    return answer


def _list_identifiers(arguments: Arguments) -> ElementTree.Element:
    return _list(arguments, _add_headers)


def _list_records(arguments: Arguments) -> ElementTree.Element:
    return _list(arguments, _add_records)


ANSWERS: dict[str, Callable[[Arguments], ElementTree.Element]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "GetRecord": _get_record,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


# Lists


def _list(arguments: Arguments, add: Callable[[ElementTree.Element, list[Header]], Any]) -> ElementTree.Element:
    question, after, cursor = question_of(arguments)
    found = selected(question)
    rest = found[bisect_right(found, after, key=place_of) :] if after else found
    if not rest:
        code = "badResumptionToken" if after else "noRecordsMatch"
        raise Problem(code, "There are no (more) records for this question.")
    part = rest[:PER_ANSWER]
    answer = ElementTree.Element(arguments["verb"])
    add(answer, part)
    if after or len(rest) > len(part):
        token = token_for(question, part[-1], cursor + len(part)) if len(rest) > len(part) else ""
        _add(answer, "resumptionToken", token, completeListSize=str(len(found)), cursor=str(cursor))
    return answer


# Records


def _front() -> str:
    return f"oai:{urlsplit(settings.PUBLIC_URL).hostname}:"


def _header(identifier: str) -> Header:
    wanted = identifier.removeprefix(_front())
    found = next((header for header in headers() if header.identifier == wanted), None)
    if found is None or identifier == wanted:
        raise Problem("idDoesNotExist", "There is no such record.")
    return found


def _add_header(answer: ElementTree.Element, header: Header) -> None:
    made = _add(answer, "header", **({"status": "deleted"} if header.is_deleted else {}))
    _add(made, "identifier", f"{_front()}{header.identifier}")
    _add(made, "datestamp", stamp(header.changed))
    for name in sorted(header.sets):
        _add(made, "setSpec", name)


def _add_headers(answer: ElementTree.Element, part: list[Header]) -> None:
    for header in part:
        _add_header(answer, header)


def _add_records(answer: ElementTree.Element, part: list[Header]) -> None:
    known = described(part)
    for header in part:
        if header.is_deleted or header.page in known:
            record = _add(answer, "record")
            _add_header(record, header)
            if not header.is_deleted:
                _add_dublin_core(_add(record, "metadata"), known[header.page])


def _add_dublin_core(metadata: ElementTree.Element, rows: list[tuple[str, str]]) -> None:
    spaces = {
        "xmlns:oai_dc": OAI_DC,
        "xmlns:dc": DC,
        "xsi:schemaLocation": f"{OAI_DC} {OAI.removesuffix('/')}/oai_dc.xsd",
    }
    made = _add(metadata, "oai_dc:dc", **spaces)
    for name, text in rows:
        _add(made, f"dc:{name}", text)


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, tag, attributes)
    made.text = text
    return made
