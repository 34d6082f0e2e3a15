"""How many bytes a remembered value takes, roughly."""

import sys
from collections import deque
from collections.abc import Iterable
from itertools import islice
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType

from django.db.models import Field, Manager
from django.db.models.options import Options
from wagtail.blocks import Block

# Of a long collection so many members are measured, and the others taken to be like them.
SAMPLE = 50
# An estimate looks at so many objects at most.
MOST = 2_000
# What all values share with the code: classes, functions, definitions of fields and blocks.
SHARED = (type, ModuleType, FunctionType, BuiltinFunctionType, MethodType, Field, Manager, Options, Block)
PLAIN = (str, bytes, bytearray, int, float, complex, bool, type(None))


def estimated_size(value: object) -> int:
    """The size of the value and of what only can be reached through it, by `sys.getsizeof`.

    It is an estimate: of long collections a sample is measured, a part that several values share counts for each of
    them (too much), and what a value computes and keeps later does not count (too little).
    """
    total, seen, waiting = 0.0, {id(value)}, deque([(value, 1.0)])
    while waiting and len(seen) < MOST:
        part, weight = waiting.popleft()
        total += sys.getsizeof(part) * weight
        members, weight = _sampled(part, weight)
        for member in members:
            if id(member) not in seen and not isinstance(member, SHARED):
                seen.add(id(member))
                waiting.append((member, weight))
    return int(total)


def _sampled(part: object, weight: float) -> tuple[list[object], float]:
    """What an object holds, and how many times each of it counts."""
    if isinstance(part, PLAIN):
        return [], weight
    if isinstance(part, dict):
        pairs = islice(part.items(), SAMPLE)
        return [member for pair in pairs for member in pair], weight * max(1.0, len(part) / SAMPLE)
    if isinstance(part, list | tuple | set | frozenset):
        members: Iterable[object] = islice(part, SAMPLE)
        return list(members), weight * max(1.0, len(part) / SAMPLE)
    return [vars(part)] if hasattr(part, "__dict__") else [], weight
