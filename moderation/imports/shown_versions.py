"""Which version of a page a row of an import stands for: known by itself, never by a clock."""

import base64
import hashlib

from django.db import models

from moderation.models import ReviewEntry


def newest_versions(entries: models.QuerySet[ReviewEntry]) -> dict[int, str]:
    """The newest version of each row's page, as `approval.version_of` names it."""
    rows = entries.exclude(row__page__latest_revision=None)
    values = rows.values_list("pk", "row__page__latest_revision", "row__page__latest_revision__created_at")
    return {pk: f"{number}@{created.isoformat()}" for pk, number, created in values}


# Thousands of versions in one field of a form: of each a few bytes, enough to know it again.
FINGERPRINT = 8


def _fingerprint(pk: int, version: str) -> bytes:
    return hashlib.blake2b(f"{pk} {version}".encode(), digest_size=FINGERPRINT).digest()


def fingerprints(versions: dict[int, str]) -> str:
    """What a form carries of the versions it was made from. Not signed: a form names single versions freely too."""
    return base64.urlsafe_b64encode(b"".join(_fingerprint(*pair) for pair in versions.items())).decode()


def same_versions(versions: dict[int, str], shown: str) -> dict[int, str]:
    """Those of the versions whose fingerprints were shown; none when the text is no list of fingerprints."""
    try:
        raw = base64.b64decode(shown, altchars=b"-_", validate=True)
    except ValueError:
        return {}
    known = {raw[start : start + FINGERPRINT] for start in range(0, len(raw), FINGERPRINT)}
    return {pk: version for pk, version in versions.items() if _fingerprint(pk, version) in known}
