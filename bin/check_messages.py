#!/usr/bin/env python3
"""Whether every word of the interface is translated. With --write: brings the .po files up to date for translators."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
# English is what the code says; each folder of locale/ is another language.
LOCALE = ROOT / "locale"


def languages() -> list[str]:
    """Every language of the site but the first, with a catalogue or not: one without is wholly untranslated."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("SECRET_KEY", "only-to-read-the-settings")
    from cms.settings import LANGUAGE_CODE, LANGUAGES  # noqa: PLC0415 - the path is set first

    return [code for code, _name in LANGUAGES if code != LANGUAGE_CODE]


def extract(tree: Path) -> None:
    """Read the words out of the code in `tree` into its .po files."""
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "--no-location",
        "--no-wrap",
        "--no-obsolete",
        "--ignore=.venv",
    ]
    command += ["--ignore=var", "--ignore=tests", "--ignore=bench", "--ignore=bin", "--extension=html,txt,py,xml"]
    command += [f"--locale={language}" for language in languages()]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cms.settings", "PYTHONPATH": str(tree)}
    environment.setdefault("SECRET_KEY", "only-to-read-the-words")
    subprocess.run(command, cwd=tree, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - ours


def copy_of_the_code(target: Path) -> Path:
    tree = target / "site"
    ignored = shutil.ignore_patterns(".*", "var", "node_modules", "__pycache__", "static")
    shutil.copytree(ROOT, tree, ignore=ignored)
    return tree


def problems_of(path: Path) -> list[str]:
    found = polib.pofile(str(path))
    missing = [f"not translated: {entry.msgid}" for entry in found.untranslated_entries()]
    unsure = [f"marked as unsure (fuzzy): {entry.msgid}" for entry in found.fuzzy_entries()]
    return [f"{path.parent.parent.name}: {problem}" for problem in missing + unsure]


def check(tree: Path) -> list[str]:
    return [problem for path in sorted(tree.rglob("locale/*/LC_MESSAGES/django.po")) for problem in problems_of(path)]


def main() -> None:
    if not shutil.which("xgettext"):
        sys.exit("The words of the interface were not checked: gettext is missing. sudo apt install gettext")
    for language in languages():
        (LOCALE / language / "LC_MESSAGES").mkdir(parents=True, exist_ok=True)
    if "--write" in sys.argv:
        extract(ROOT)
        return
    with tempfile.TemporaryDirectory() as place:
        tree = copy_of_the_code(Path(place))
        extract(tree)
        problems = check(tree)
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} to translate: make messages, then edit locale/"]))


if __name__ == "__main__":
    main()
