"""What the tests share: the published files as text, a checkout to spoil, a clean installation."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
from forked import forked
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("resources", "metadata")
PUBLISHED = (
    *FOLDERS, "datapackage.json", "CITATION.cff", "README.md", "docs/codebook.md", "docs/method.md", "ro-crate-metadata.json", ".zenodo.json",
)  # fmt: skip
ARTICLE = (ROOT / "resources" / "article.txt").read_text(encoding="utf-8")
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_bytes())
SCHEMAS: dict[str, dict[str, Any]] = {
    resource["name"]: resource["schema"]
    for resource in DESCRIPTOR["resources"]
    if "schema" in resource
}


FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
]  # fmt: skip
"""How Chromium is started: without what asks a network."""

GIT = [
    "git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false",
]  # fmt: skip
"""Git, with an author and without a signature, wherever it runs."""

ALL = {"": False, "all": True}[os.environ.get("FAULTS", "")]
"""Whether every fault is made, as continuous integration asks for."""


def share(faults: Iterable[str], every: int = 5) -> list[str]:
    """The faults to make: one in five of those that each cost a build, or all of them."""
    return list(faults)[:: 1 if ALL else every]


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a published CSV file, as text."""
    with (ROOT / "resources" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def key(table: str, row: dict[str, str]) -> str:
    """The key of a row as one string."""
    return "/".join(row[field] for field in SCHEMAS[table]["primaryKey"])


def cells(table: str) -> dict[str, dict[str, str]]:
    """The rows of a published CSV file by their keys."""
    return {key(table, row): row for row in rows(table)}


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


@dataclass(frozen=True)
class Checkout:
    """A copy of everything the build needs, to be spoilt and built."""

    root: Path

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace the one occurrence of ``old``."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def edit_article(self, old: str, new: str) -> None:
        """Change the article and move its pin along."""
        pin = hashlib.sha256(self.article.read_bytes()).hexdigest()
        self.edit("resources/article.txt", old, new)
        self.edit(
            "scripts/article/package.toml",
            pin,
            hashlib.sha256(self.article.read_bytes()).hexdigest(),
        )

    def publish_besides(self, path: str, content: bytes) -> None:
        """Add a file to what is published, as a former build would have that has one more."""
        file, descriptor = self.root / path, self.root / "datapackage.json"
        file.write_bytes(content)
        published = json.loads(descriptor.read_bytes())
        hashed = f"sha256:{hashlib.sha256(content).hexdigest()}"
        published["resources"].append(
            {"name": file.stem, "path": path, "bytes": len(content), "hash": hashed}
        )
        descriptor.write_text(json.dumps(published), encoding="utf-8")

    @property
    def article(self) -> Path:
        """The copy's article."""
        return self.root / "resources" / "article.txt"

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run the build as ``make build`` does, in a process that need not import it first."""
        return forked("run", self.root)

    def published(self) -> dict[str, bytes]:
        """Every published file, with any that does not belong there."""
        files = [self.root / name for name in PUBLISHED if (self.root / name).is_file()]
        for folder in FOLDERS:
            files += [path for path in (self.root / folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def copy_checkout(folder: Path) -> Checkout:
    """A copy of the checkout in a folder that exists."""
    for name in (*PUBLISHED, "scripts"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return Checkout(folder)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout of one's own."""
    return copy_checkout(tmp_path)


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


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    hatchling(ROOT, folder)
    return folder


def hatchling(project: Path, folder: Path, *options: str) -> None:
    """Build the distributions of ``project`` into ``folder``."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder), *options]
    subprocess.run(command, cwd=project, check=True, capture_output=True)


def install(wheel: Path, home: Path) -> Installation:
    """The wheel as a stranger has it, in a folder of its own."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home / "venv")], check=True)
    python = home / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-index"]
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True, capture_output=True)
    (site,) = (home / "venv" / "lib").glob("python*/site-packages")
    (home / "elsewhere").mkdir()
    installed = Installation(python, site / "german_pows_ussr", home / "elsewhere")
    installed.add("pandas")
    return installed


@pytest.fixture(scope="session")
def installation(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel with what it depends on, and nothing else."""
    (wheel,) = distributions.glob("*.whl")
    return install(wheel, tmp_path_factory.mktemp("clean"))


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """One for all the tests of pages."""
    with chromium() as launched:
        yield launched


@contextmanager
def chromium() -> Iterator[Any]:
    """Debian's Chromium, or Chrome where there is none."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only they need it

    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no chromium and no google-chrome: install one of them"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()
