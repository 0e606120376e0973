"""The wheel -> a virtual environment that holds it, what it depends on, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from german_pows_ussr import _files, _package


@dataclass(frozen=True)
class Installation:
    """A virtual environment that holds the wheel, what it depends on, and nothing else."""

    python: Path
    package: Path
    elsewhere: Path

    def add(self, *names: str) -> None:
        """Make these distributions, and all that they require, importable too."""
        for name in set.union(*map(closure, names)):
            link(name, self.package.parent)

    def run(self, code: str) -> str:
        """What Python prints for ``code``, run in a folder far from the checkout."""
        environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
        done = subprocess.run(
            [self.python, "-W", "error", "-c", code],
            cwd=self.elsewhere, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


HATCHLING = """
import runpy, sys
sys.modules.update(dict.fromkeys(["pandas", "numpy", "pyarrow", "altair", "vl_convert"]))
runpy.run_module("hatchling", run_name="__main__")
"""
"""Hatchling where only jinja2 is installed beside it, as in the environment that pip builds in."""


def hatchling(project: Path, folder: Path, *options: str) -> None:
    """Build the distributions of ``project`` into ``folder``."""
    command = [sys.executable, "-c", HATCHLING, "build", "-d", str(folder), *options]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def install(wheel: Path, home: Path) -> Installation:
    """The wheel as a stranger has it, in a folder of its own."""
    python = home / "venv" / "bin" / "python"
    uv = [sys.executable, "-m", "uv", "--offline", "--no-cache"]
    install = ["pip", "install", "--no-deps", "--python", str(python), str(wheel)]
    for command in (["venv", "--python", sys.executable, str(home / "venv")], install):
        subprocess.run([*uv, *command], check=True, capture_output=True)
    (site,) = (home / "venv" / "lib").glob("python*/site-packages")
    (home / "elsewhere").mkdir()
    installed = Installation(python, site / "german_pows_ussr", home / "elsewhere")
    installed.add("pandas")
    return installed


def forget() -> None:
    """Let the accessor find its files anew."""
    for found in (
        _files.root,
        _files.record,
        _files.descriptor,
        _files.published_hashes,
        _package.package,
    ):
        found.cache_clear()


@contextmanager
def lying_in(folder: Path) -> Iterator[Path]:
    """Make the accessor believe that it lies in some folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_files, "__file__", str(folder / "_files.py"))
        forget()
        try:
            yield folder
        finally:
            patch.undo()
            forget()


def unpacked(wheel: Path, folder: Path) -> Path:
    """Unpack a wheel as an installer does, but for commands; return the folder of the package."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder / "german_pows_ussr"


def closure(name: str) -> set[str]:
    """A distribution and everything it requires here."""
    needed: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current not in needed:
            needed.add(current)
            required = map(Requirement, distribution(current).requires or [])
            waiting += [
                requirement.name
                for requirement in required
                if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            ]
    return needed


def link(name: str, site: Path) -> None:
    """Make an installed distribution visible in another environment, without a network."""
    installed = distribution(name)
    tops = {
        file.parts[0]
        for file in installed.files or []
        if file.parts[0] not in ("..", "__pycache__")
    }
    for top in tops:
        if not (site / top).exists():  # another distribution asked for it, too
            (site / top).symlink_to(Path(str(installed.locate_file(top))))


def expected_dtype(field: dict[str, Any]) -> str:
    """The dtype that the documentation of ``load`` promises."""
    constraints = field.get("constraints", {})
    kind = "vocabulary" if "enum" in constraints else field["type"]
    promised = {
        "vocabulary": "category",
        "string": "string",
        "integer": "int64" if constraints.get("required") else "Int64",
        "number": "float64",
        "boolean": "bool",
        "date": "datetime64",
    }
    return promised[kind]
