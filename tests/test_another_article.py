"""Do the scripts know nothing of this article?

``another_article/`` is a package of another kind, made up for this test: percentages in prose, a
range, changes with their sign, thin blanks between thousands, a table with cells over several rows
in two columns, a caption, and years in its headings. The scripts build it as they are, and hold a
revision of it against it.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from marked_up import WRITERS

pytestmark = pytest.mark.slow
ANOTHER = Path(__file__).parent / "another_article"
TEXT = (ANOTHER / "resources" / "ferries.txt").read_text(encoding="utf-8")
SAME_FOR_ALL = ("evidence", "numerals", "sentences")
"""The tables whose definitions serve every article."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The other package, built by the scripts of this one."""
    folder = tmp_path_factory.mktemp("another")
    ignored = shutil.ignore_patterns("__pycache__", "article")
    shutil.copytree(ROOT / "scripts", folder / "scripts", ignore=ignored)
    shutil.copytree(ANOTHER, folder, dirs_exist_ok=True)
    for name in SAME_FOR_ALL:
        shutil.copy(ROOT / "scripts" / "article" / f"{name}.toml", folder / "scripts" / "article")
    (folder / "scripts" / "article" / "sentences.lock").unlink()
    assert run(folder, "confirm", "all").returncode == 0
    done = run(folder, "build")
    assert done.returncode == 0, done.stderr
    assert "\nvalid; " in done.stdout
    return folder


def run(folder: Path, script: str, *options: str) -> subprocess.CompletedProcess[str]:
    """A command of the other package."""
    command = [sys.executable, "-B", str(folder / "scripts" / f"{script}.py"), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def column(folder: Path, table: str, *names: str) -> list[tuple[str, ...]]:
    """Some columns of a published table."""
    with (folder / "resources" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return [tuple(row[name] for name in names) for row in csv.DictReader(lines)]


def test_every_sentence_of_it_was_read(built: Path) -> None:
    """Confirmed from nothing, they are locked as they were committed."""
    lock = Path("scripts", "article", "sentences.lock")
    assert (built / lock).read_bytes() == (ANOTHER / lock).read_bytes()


def test_contributing_names_every_file_that_it_takes() -> None:
    """In twenty lines: what is copied, and what is written but for the drawn table."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    told = text.partition("## A package of your own")[2].partition("\n## ")[0]
    assert len(told.splitlines()) <= 20
    written = {path.name for path in (ANOTHER / "scripts" / "article").glob("*.toml")}
    named = set(re.findall(r"`(\w+\.toml)`", told))
    assert named == written - {"crossings.toml"} | {f"{name}.toml" for name in SAME_FOR_ALL}


def test_its_table_is_read_under_cells_of_several_rows(built: Path) -> None:
    """Blanks in two columns take what stands above; years head the columns; changes have a sign."""
    assert column(built, "crossings", "isle", "harbour", "line", "carried_2018", "carried_2019", "change") == [
        ("North Isle", "Old Quay", "Heron", "41210", "43100", "4.6"),
        ("North Isle", "Old Quay", "Tern", "20105", "18905", "-6.0"),
        ("North Isle", "New Quay", "Gull", "12400", "12350", "-0.4"),
        ("South Isle", "Long Pier", "Puffin", "40012", "40950", "2.3"),
        ("South Isle", "Long Pier", "Skua", "31877", "30951", "-2.9"),
        ("All", "all", "all lines", "145604", "146256", "0.4"),
    ]  # fmt: skip


def test_its_prose_is_read(built: Path) -> None:
    """A range by its ends, a percentage with its sign or its word, a change below nothing."""
    bounds = ("printed_low", "printed_high")
    assert column(built, "statements", "value", *bounds, "unit", "qualifier") == [
        ("146256.0", "146256.0", "", "persons", "least"),
        ("148256.0", "", "148256.0", "persons", "most"),
        ("62.5", "62.45", "62.55", "percent", "unhedged"),
        ("-3.4", "-3.45", "-3.35", "percent", "unhedged"),
        ("12.5", "12.45", "12.55", "percent", "estimated"),
    ]


def test_its_figures_are_compared(built: Path) -> None:
    """Each change with the quotient of its two years, the whole with its lines: nothing conflicts."""
    found = column(built, "findings", "comparison", "finding")
    assert ("all-2018", "same") in found
    assert ("change-tern", "compatible") in found


def test_its_figures_stand_in_one_table(built: Path) -> None:
    """Five of the prose and 18 of the table, in the order of the article."""
    found = column(built, "figures", "figure", "topic", "compared_as", "asserted_by_name")
    assert len(found) == 23
    assert found[0] == (
        "statements/lead-carried-least/value",
        "traffic",
        "passengers",
        "the article itself",
    )
    assert found[-1] == ("crossings/all lines/change", "traffic", "passengers", "Harbour Office")
    ((words,),) = {line for line in column(built, "figures", "sentence") if "Tern" in line[0]}
    assert words == "North Isle | Old Quay | Tern | 20\u2009105 | 18\u2009905 | −6.0%"


def test_the_code_does_not_know_it(built: Path) -> None:
    """Neither article is named in the scripts that build both."""
    code = "\n".join(path.read_text(encoding="utf-8") for path in (built / "scripts").rglob("*.py"))
    assert not re.findall(
        r"(?i)ferr(?:y|ies)|\bisles?\b|passenger|crossings|wehrmacht|nkvd|stalingrad", code
    )


@pytest.mark.slow
def test_a_revision_of_it_is_read_too(built: Path, tmp_path: Path) -> None:
    """Marked up and unchanged it says nothing, with the blank that breaks no line between thousands."""
    file = tmp_path / "file"
    for write in WRITERS.values():
        file.write_text(write(TEXT).replace("\u2009", "\u00a0"), encoding="utf-8")
        done = run(built, "revision", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        assert "\n0 changed, 0 gone, 0 new, 0 unsure, " in f"\n{done.stdout}"


CHANGED = {
    "the-sign-of-a-change": ("by −3.4%", "by +3.4%", "statements/lead-change/value", "−3.4% -> +3.4%"),
    "a-change-in-the-table": ("| −6.0% |", "| −6.1% |", "crossings/Tern/change", "−6.0% -> −6.1%"),
    "an-end-of-the-range": ("to 148\u2009256", "to 149\u2009256", "statements/lead-carried-most/value", "148\u2009256 -> 149\u2009256"),
    "a-harbour": ("| Old Quay |", "| Old Pier |", "crossings/Tern/harbour", "Old Quay -> Old Pier"),
}  # fmt: skip


def test_what_changed_in_it_is_reported(built: Path, tmp_path: Path) -> None:
    """A sign, a figure, an end of a range, and a cell that several rows share."""
    text = TEXT
    for old, new, _, _ in CHANGED.values():
        assert text.count(old) == 1
        text = text.replace(old, new)
    file = tmp_path / "file"
    file.write_text(WRITERS["html"](text), encoding="utf-8")
    told = json.loads(run(built, "revision", str(file), "--json").stdout)
    for _, _, address, change in CHANGED.values():
        assert " -> ".join(told["changed"][address][side] for side in ("old", "new")) == change
    assert not told["gone"]
    assert not told["new"]
