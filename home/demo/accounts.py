"""The people who may sign in to the demo site, one for each group."""

import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

# Address, first and last name, group, language.
ACCOUNTS = {
    "administrator": ("admin@lantern.example", "Ada", "Ministrator", "Administrators", "en"),
    "editor": ("editor@lantern.example", "Edda", "Writewell", "Editors", "en"),
    "editor-2": ("redaction@lantern.example", "Rémi", "Belleplume", "Editors", "fr"),
    "moderator": ("moderator@lantern.example", "Moira", "Readings", "Moderators", "en"),
    "moderator-2": ("moderation@lantern.example", "Maude", "Relisant", "Moderators", "fr"),
    "translator": ("translator@lantern.example", "Tristan", "Deuxlangues", "Translators", "fr"),
    "member": ("member@lantern.example", "Mem", "Berfield", "Members", "en"),
}


def make_accounts(password: str = "") -> dict[str, Any]:
    """The accounts, made once, all with one password; it is written to a file that only the owner may read."""
    model = get_user_model()
    accounts: dict[str, Any] = {}
    path = settings.VAR_DIR / "demo-accounts.txt"
    password = password or _written_password(path) or "-".join(secrets.token_hex(3) for _ in range(3))
    for name, (email, first, last, group, language) in ACCOUNTS.items():
        user = model.objects.filter(email=email).first()
        if user is None:
            user = model.objects.create_user(email, password, first_name=first, last_name=last, language=language)
            user.groups.add(Group.objects.get_or_create(name=group)[0])
            if name == "administrator":
                user.is_superuser = user.is_staff = True
                user.save()
        accounts[name] = user
    lines = [f"{email:<30} {password}   ({group})" for email, _first, _last, group, _language in ACCOUNTS.values()]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return accounts


def _written_password(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").split()[1]
    except (OSError, IndexError):
        return ""
