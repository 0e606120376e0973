"""What the tests share: the published files as text, a checkout to spoil, a clean installation."""

from __future__ import annotations

import csv
import gc
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import settings
from installations import Installation, hatchling, install

gc.set_threshold(50_000, 20, 50)  # what was imported lives on; to search it often costs a tenth
ROOT = Path(__file__).resolve().parents[1]
settings.register_profile("unhurried", deadline=None, max_examples=40)
settings.load_profile("unhurried")  # no test fails for want of processor time
FOLDERS = ("resources", "metadata")
PUBLISHED = (
    *FOLDERS, "datapackage.json", "CITATION.cff", "README.md", "docs/codebook.md", "docs/method.md", "ro-crate-metadata.json", ".zenodo.json",
)  # fmt: skip
ARTICLE = (ROOT / "resources" / "article.txt").read_text(encoding="utf-8")
DESCRIPTOR: dict[str, Any] = json.loads((ROOT / "datapackage.json").read_bytes())
UNRELEASED = {key: DESCRIPTOR[key] for key in DESCRIPTOR if key not in ("released", "homepage", "doi")}  # fmt: skip
"""The descriptor as it is before a release."""

SCHEMAS: dict[str, dict[str, Any]] = {
    resource["name"]: resource["schema"]
    for resource in DESCRIPTOR["resources"]
    if "schema" in resource
}


Fault = tuple[str, str, str, list[str]]
"""What is spoilt: a file, its words, what replaces them, and what the refusal must say."""

GIT = [
    "git", "-c", "user.name=x", "-c", "user.email=x@example.invalid", "-c", "commit.gpgsign=false",
]  # fmt: skip
"""Git, with an author and without a signature, wherever it runs."""


def sampled(cases: Iterable[str], every: int) -> pytest.MarkDecorator:
    """Run a test with the names of a sample of its cases, and slowly with the names of all."""
    names = list(cases)
    slow = pytest.param(names, id="all", marks=pytest.mark.slow)
    return pytest.mark.parametrize("names", [pytest.param(names[::every], id="sample"), slow])


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a published CSV file, as text."""
    return [dict(row) for row in read_rows(table)]


@cache
def read_rows(table: str) -> tuple[dict[str, str], ...]:
    """Read a published CSV file once."""
    with (ROOT / "resources" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


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


@dataclass(frozen=True)
class Checkout:
    """A copy of what the build reads and writes, to be spoilt and built."""

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

    def add_scripts(self) -> None:
        """Copy the scripts, too, which a process of its own needs."""
        ignored = shutil.ignore_patterns("__pycache__", "article")
        shutil.copytree(ROOT / "scripts", self.root / "scripts", ignore=ignored, dirs_exist_ok=True)

    def build(self) -> subprocess.CompletedProcess[str]:
        """Run the build as ``make build`` does; this takes seconds."""
        self.add_scripts()
        return subprocess.run(BUILD, cwd=self.root, capture_output=True, text=True, check=False)

    @contextmanager
    def entered(self) -> Iterator[ModuleType]:
        """Let the scripts, imported into this process, work on the copy."""
        import build  # noqa: PLC0415 - where the wheel is tested alone there are no scripts
        import diff  # noqa: PLC0415 - likewise

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(build, "ROOT", self.root)
            patch.setattr(build, "KNOWLEDGE", self.root / "scripts" / "article")
            patch.setattr(diff, "ROOT", self.root)
            yield build

    def files(self) -> dict[str, bytes]:
        """Return what a build would publish, unvalidated."""
        with self.entered() as build:
            files: dict[str, bytes] = build.compute_files()[1]
            return files

    def refusal(self) -> str:
        """Return the words in which the build is refused, in this process."""
        from transcription.refusal import Refusal  # noqa: PLC0415 - likewise

        with self.entered() as build, pytest.raises(Refusal) as refused:
            build.build()
        return str(refused.value)

    def published(self) -> dict[str, bytes]:
        """Every published file, with any that does not belong there."""
        files = [self.root / name for name in PUBLISHED if (self.root / name).is_file()]
        for folder in FOLDERS:
            files += [path for path in (self.root / folder).rglob("*") if path.is_file()]
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def copy_checkout(folder: Path) -> Checkout:
    """Copy what is published, and the knowledge of the article, into a folder that exists."""
    for name in (*PUBLISHED, "scripts/article"):
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            target.parent.mkdir(exist_ok=True)
            shutil.copy(source, target)
    return Checkout(folder)


BUILD = [sys.executable, "-B", "scripts/build.py"]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A checkout of one's own."""
    return copy_checkout(tmp_path)


def assert_refused(checkout: Checkout, expected: list[str]) -> None:
    """Assert that one line with these words refuses the build, and that it published nothing."""
    before = checkout.published()
    line = checkout.refusal()
    assert len(line.splitlines()) == 1
    for words in expected:
        assert words in line
    assert checkout.published() == before
    assert not (checkout.root / ".build-staging").exists()


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
    from pages import chromium  # noqa: PLC0415 - only they need it

    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def desk(browser: Any) -> Iterator[Any]:
    """A profile of the browser for all who need no other; nothing comes from a network."""
    from pages import offline  # noqa: PLC0415 - only they need it

    with offline(browser) as made:
        yield made


@pytest.fixture(scope="session")
def page_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reading page on somebody's disk, in a folder with a blank in its name."""
    copied = tmp_path_factory.mktemp("disk") / "My Downloads" / "page"
    shutil.copytree(ROOT / "build" / "page", copied)
    return copied


@pytest.fixture
def page(desk: Any, page_folder: Path) -> Iterator[Any]:
    """The reading page on a large screen as it opens; nothing may go wrong, and nothing be fetched."""
    from pages import opened, without_fault  # noqa: PLC0415 - only they need it

    found, seen = opened(desk, page_folder / "index.html")
    yield from without_fault(found, seen)
    found.close()


@pytest.fixture(scope="session")
def tab(desk: Any, page_folder: Path) -> Any:
    """The reading page in a tab that stays open."""
    from pages import opened  # noqa: PLC0415 - only they need it

    return opened(desk, page_folder / "index.html")


@pytest.fixture
def wide(tab: Any) -> Iterator[Any]:
    """That tab, for tests that choose addresses and turn the screen, and change nothing that stays."""
    from pages import at_rest, without_fault  # noqa: PLC0415 - only they need it

    at_rest(tab[0])
    yield from without_fault(*tab)
