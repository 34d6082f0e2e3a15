"""The scripts of bin/: steps that are skipped, processes that are started again."""

import importlib.machinery
import importlib.util
import time

import pytest
from django.conf import settings


def script(name):
    loader = importlib.machinery.SourceFileLoader(f"bin_{name}", str(settings.BASE_DIR / "bin" / name))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture
def setup(monkeypatch, tmp_path):
    monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
    module = script("setup")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return module


def test_a_step_is_skipped_until_its_inputs_change(setup, tmp_path):
    done = []
    source = tmp_path / "list.txt"
    for text in ("one", "one", "two"):
        source.write_text(text)
        setup.step("name", "Doing it", lambda: setup.hash_of([source]), lambda: done.append(source.read_text()))
    assert done == ["one", "two"]


def test_a_step_that_failed_is_done_again(setup):
    done = []
    with pytest.raises(ZeroDivisionError):
        setup.step("name", "Doing it", lambda: "same", lambda: 1 / 0)
    setup.step("name", "Doing it", lambda: "same", lambda: done.append(1))
    assert done == [1]


def test_each_site_has_a_key_of_its_own_and_keeps_it(setup, tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / ".env.example").write_text("# Words.\nSECRET_KEY=\nPUBLIC_URL=\n")
    setup.env_file()
    first = (tmp_path / ".env").read_text()
    setup.env_file()
    assert (tmp_path / ".env").read_text() == first
    assert len(setup.setting("SECRET_KEY")) > 50
    assert "PUBLIC_URL=" in first


def test_a_missing_debian_package_is_named(setup, monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="sudo apt install python3-venv"):
        setup.check_python()


def test_every_setting_of_the_environment_is_explained():
    explained = (settings.BASE_DIR / ".env.example").read_text()
    source = (settings.BASE_DIR / "cms" / "settings.py").read_text()
    names = {part.split('"')[1] for part in source.split("env.")[1:] if '"' in part and part.split('"')[1].isupper()}
    assert names
    assert [name for name in sorted(names) if f"{name}=" not in explained] == []


def test_a_process_that_ends_is_started_again_after_a_pause(monkeypatch):
    serve = script("serve")
    process = serve.Process("worker", ["true"])
    first = process.process
    first.wait()
    process.look()
    assert process.again_at is not None
    later = time.monotonic() + 60
    monkeypatch.setattr(serve.time, "monotonic", lambda: later)
    process.look()
    assert process.process is not first
    process.wait(60)


def test_a_process_that_never_gets_well_is_started_later_and_later(monkeypatch):
    serve = script("serve")
    process = serve.Process("worker", ["false"])
    pauses = []
    for _number in range(9):
        process.process.wait()
        process.look()
        pauses.append(process.pause)
        process.start()
    process.process.wait()
    assert pauses == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]
