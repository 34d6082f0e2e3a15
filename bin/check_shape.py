#!/usr/bin/env python3
"""Whether the code keeps its shape: small files, small page classes, folders one can look through, real types.

The limits are decided in docs/decisions/0040-limits-of-shape.md. Tests, migrations and the texts of the demonstration
are left out. Prints each place that is over a limit, and ends with 1 when there is one.
"""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from our_apps import ROOT, our_apps

FILE_LINES = 300
PAGE_CLASS_LINES = 150
MODULES_IN_A_FOLDER = 20
SUPPRESSIONS = 20
# Only ever lowered.
SHARE_OF_ANY = 0.005
# What Django, Wagtail and we ourselves call a role that every app may have.
ROLES = frozenset(
    """__init__ admin apps blocks checks facets forms intake jobs middleware models permissions projections sitemap
    structured_data tasks urls views wagtail_hooks""".split()
)
# Whose modules are named by others: template tags by templates, commands by people, formats by Django.
NAMED_BY_OTHERS = ("/templatetags/", "/management/", "/formats/")
LEFT_OUT = ("/migrations/", "home/demo/")
SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|nosec|pragma)(?P<rest>.*)")
REASON = re.compile(r"^(?::\s*[A-Z0-9, ]+|\[[\w, -]+\])*\s*(?:-|#)\s*\S")


class Source(NamedTuple):
    """A module of ours, read once."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def place(self) -> str:
        return str(self.path.relative_to(ROOT))


def sources() -> list[Source]:
    paths = [path for app in ["cms", *our_apps()] for path in sorted((ROOT / app).rglob("*.py"))]
    kept = [path for path in paths if not any(part in str(path.relative_to(ROOT)) for part in LEFT_OUT)]
    return [_source(path) for path in kept]


def _source(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return Source(name, path, text, ast.parse(text))


# The limits, one function each


def long_files(modules: list[Source]) -> Iterator[str]:
    for module in modules:
        lines = module.text.count("\n")
        if lines > FILE_LINES:
            yield f"{module.place}: {lines} lines (at most {FILE_LINES})"


def long_page_classes(modules: list[Source]) -> Iterator[str]:
    """Classes whose name says that they are a page, or a part of one that is put together of several."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ClassDef) and _is_page(node):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > PAGE_CLASS_LINES:
                    yield f"{module.place}: class {node.name} has {lines} lines (at most {PAGE_CLASS_LINES})"


def _is_page(node: ast.ClassDef) -> bool:
    bases = {ast.unparse(base).rpartition(".")[2] for base in node.bases}
    return node.name.endswith("Page") or any(base.endswith("Page") for base in bases)


def full_folders(modules: list[Source]) -> Iterator[str]:
    flat: dict[Path, int] = defaultdict(int)
    for module in modules:
        flat[module.path.parent] += module.path.name != "__init__.py"
    for folder, count in flat.items():
        if count > MODULES_IN_A_FOLDER:
            yield f"{folder.relative_to(ROOT)}/: {count} modules (at most {MODULES_IN_A_FOLDER})"


def names_given_twice(modules: list[Source]) -> Iterator[str]:
    places: dict[str, list[str]] = defaultdict(list)
    for module in modules:
        if module.path.stem not in ROLES and not any(part in module.place for part in NAMED_BY_OTHERS):
            places[module.path.stem].append(module.place)
    for name, where in places.items():
        if len(where) > 1:
            yield f"{name}: {', '.join(where)} (a module name says one thing)"


def circles(modules: list[Source]) -> Iterator[str]:
    """Modules that import each other, directly or through others, when they are loaded."""
    imports = {module.name: set(_imported(module, {one.name for one in modules})) for module in modules}
    for group in _components(imports):
        if len(group) > 1:
            yield f"imports in a circle: {', '.join(sorted(group))}"


def _imported(module: Source, known: set[str]) -> Iterator[str]:
    for node in module.tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                target = full if full in known else node.module
                # A package that gathers its own modules is no circle.
                if target in known and not module.name.startswith(f"{target}."):
                    yield target


def _components(graph: dict[str, set[str]]) -> list[set[str]]:
    """Strongly connected components, by two searches (Kosaraju)."""
    order: list[str] = []
    seen: set[str] = set()
    for start in graph:
        _visit(start, graph, seen, order.append)
    backwards: dict[str, set[str]] = defaultdict(set)
    for source, targets in graph.items():
        for target in targets:
            backwards[target].add(source)
    seen = set()
    components = []
    for start in reversed(order):
        group: list[str] = []
        _visit(start, backwards, seen, group.append)
        if group:
            components.append(set(group))
    return components


def _visit(start: str, graph: dict[str, set[str]], seen: set[str], leave) -> None:
    stack = [(start, iter(sorted(graph.get(start, ()))))] if start not in seen else []
    seen.add(start)
    while stack:
        name, targets = stack[-1]
        target = next((target for target in targets if target not in seen), None)
        if target is None:
            leave(name)
            stack.pop()
        else:
            seen.add(target)
            stack.append((target, iter(sorted(graph.get(target, ())))))


def suppressions(modules: list[Source]) -> Iterator[str]:
    places = [
        (f"{module.place}:{number}", match["rest"])
        for module in modules
        for number, line in enumerate(module.text.splitlines(), start=1)
        if (match := SUPPRESSION.search(line))
    ]
    yield from (f"{place}: a suppression without its reason" for place, rest in places if not REASON.match(rest))
    if len(places) > SUPPRESSIONS:
        where = "\n    ".join(place for place, _rest in places)
        yield f"{len(places)} suppressions (at most {SUPPRESSIONS}):\n    {where}"


def untyped_arguments(modules: list[Source]) -> Iterator[str]:
    """Those that are `Any`, or say nothing. `*args` and `**kwargs` are left out: they are handed on as they come."""
    arguments = [(module.place, argument) for module in modules for argument in _arguments(module.tree)]
    untyped = [f"{place}:{argument.lineno} {argument.arg}" for place, argument in arguments if _is_any(argument)]
    if len(untyped) > SHARE_OF_ANY * len(arguments):
        share = len(untyped) / len(arguments)
        yield f"{len(untyped)} of {len(arguments)} arguments have no type: {share:.1%} (at most {SHARE_OF_ANY:.1%})"
        yield from untyped if "--list" in sys.argv else ()


def _arguments(tree: ast.Module) -> Iterator[ast.arg]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
            yield from (argument for argument in given if argument.arg not in {"self", "cls"})


def _is_any(argument: ast.arg) -> bool:
    return argument.annotation is None or (
        isinstance(argument.annotation, ast.Name) and argument.annotation.id == "Any"
    )


CHECKS = [
    long_files,
    long_page_classes,
    full_folders,
    names_given_twice,
    circles,
    suppressions,
    untyped_arguments,
]


def problems() -> Iterable[str]:
    modules = sources()
    return [problem for check in CHECKS for problem in check(modules)]


if __name__ == "__main__":
    found = problems()
    sys.exit("\n".join(found) if found else 0)
