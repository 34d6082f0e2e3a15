#!/usr/bin/env python3
"""Whether imports point down: an app may import those installed before it, and none installed after it.

The order is that of INSTALLED_APPS, so a new app is covered without a list to keep. What holds besides stands in
pyproject.toml (apps that know nothing of each other, models that import no view).
"""

import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from our_apps import ROOT, our_apps


def configuration() -> dict[str, Any]:
    """import-linter's settings: the layers, and the contracts of pyproject.toml."""
    apps = our_apps()
    written = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = {"name": "Imports point down", "type": "layers", "layers": ["cms", *reversed(apps)]}
    contracts = [contract | _of_all_apps(contract, apps) for contract in written["contracts"]]
    return {"root_packages": ["cms", *apps], "contracts": [layers, *contracts]}


def _of_all_apps(contract: dict[str, Any], apps: list[str]) -> dict[str, list[str]]:
    """`*.models` in a contract stands for the models of every app that has some."""
    return {
        key: [module for name in contract[key] for module in _modules(name, apps)]
        for key in ("source_modules", "forbidden_modules")
        if key in contract
    }


def _modules(name: str, apps: list[str]) -> list[str]:
    if not name.startswith("*."):
        return [name]
    modules = [f"{app}.{name.removeprefix('*.')}" for app in apps]
    paths = {module: ROOT / module.replace(".", "/") for module in modules}
    return [module for module, path in paths.items() if path.is_dir() or path.with_suffix(".py").exists()]


def as_ini(settings: dict[str, Any]) -> str:
    lines = ["[importlinter]", "root_packages =", *(f"    {name}" for name in settings["root_packages"])]
    for number, contract in enumerate(settings["contracts"]):
        lines.append(f"[importlinter:contract:{number}]")
        for key, value in contract.items():
            lines += [f"{key} =", *(f"    {one}" for one in value)] if isinstance(value, list) else [f"{key} = {value}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "importlinter.ini"
        path.write_text(as_ini(configuration()))
        command = [str(Path(sys.executable).parent / "lint-imports"), "--config", str(path), "--no-cache"]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)  # noqa: S603 - ours
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
