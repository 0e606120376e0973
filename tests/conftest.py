"""What the tests share: the published files as text, a checkout to spoil, a clean installation."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from forked import forked
from installations import Installation, hatchling, install

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


def places(role: str = "read") -> list[dict[str, str]]:
    """List the evidence of one role, each with the parts of its address."""
    found = []
    for row in rows("evidence"):
        table, _, rest = row["address"].partition("/")
        key, _, field = rest.rpartition("/")
        if row["role"] == role:
            found.append(row | {"table": table, "row": key, "field": field})
    return found


TERMS = [
    (table, field["name"], term, meaning)
    for table, schema in SCHEMAS.items()
    for field in schema["fields"]
    for term, meaning in field.get("vocabulary", {}).items()
]
"""Every term of a vocabulary, and its meaning."""


def typed(table: str) -> list[dict[str, object]]:
    """The published rows with the types of the schema."""
    readers: dict[str, Callable[[str], object]] = {
        "string": str,
        "integer": int,
        "number": float,
        "boolean": lambda text: text == "true",
        "date": date.fromisoformat,
    }
    kinds = {field["name"]: field["type"] for field in SCHEMAS[table]["fields"]}
    return [
        {name: readers[kinds[name]](text) if text else None for name, text in row.items()}
        for row in rows(table)
    ]


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


def assert_refused(checkout: Checkout, expected: list[str]) -> None:
    """The build prints one line with these words, and nothing that was published has changed."""
    before = checkout.published()
    done = checkout.build()
    assert done.returncode == 1, done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("build: ")
    for words in expected:
        assert words in line
    changed = {
        path for path, content in checkout.published().items() if before.get(path) != content
    }
    assert changed <= {"resources/article.txt"}
    assert set(before) == set(checkout.published())
    assert not list(checkout.root.glob(".staging-*"))


@pytest.fixture(scope="session")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, built from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    hatchling(ROOT, folder)
    return folder


@pytest.fixture(scope="session")
def installation(distributions: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """The wheel with what it depends on, and nothing else."""
    (wheel,) = distributions.glob("*.whl")
    return install(wheel, tmp_path_factory.mktemp("clean"))


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


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reading page on somebody's disk, in a folder with a blank in its name."""
    copied = tmp_path_factory.mktemp("disk") / "My Downloads" / "page"
    shutil.copytree(ROOT / "build" / "page", copied)
    return copied


@pytest.fixture
def page(browser: Any, page_folder: Path) -> Iterator[Any]:
    """The reading page on a large screen; nothing may go wrong, and nothing be fetched."""
    from pages import on_a_large_screen  # noqa: PLC0415 - only they need it

    yield from on_a_large_screen(browser, page_folder)


@pytest.fixture(scope="module")
def wide(browser: Any, page_folder: Path) -> Iterator[Any]:
    """One such page for many states."""
    from pages import on_a_large_screen  # noqa: PLC0415 - only they need it

    yield from on_a_large_screen(browser, page_folder)
