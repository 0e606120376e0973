"""Do pandoc and biber print of a citation what it must name?

A paper in Markdown cites the package, two cells and a source. Its bibliography must name the figure,
who asserts it, its address, and the version of the package.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from published import DESCRIPTOR, program, run

import german_pows_ussr as pows

CITED: dict[str | None, list[str]] = {
    None: [DESCRIPTOR["title"], DESCRIPTOR["version"]],
    "prisoners_held/1945-Q2/prisoners": [
        "2,000,000", "asserted by Rüdiger Overmans", "prisoners_held/1945-Q2/prisoners", DESCRIPTOR["title"],
    ],
    "statements/soviet-austrian-captured/value": [
        "2.6 million", "asserted by Soviet era documents; reported by Austrian historian",
        "statements/soviet-austrian-captured/value", DESCRIPTOR["title"],
    ],
    "sources/overmans-2000": ["Overmans", "Goeken-Haidl", "2000", "Soldaten hinter Stacheldraht", "Ullstein"],
}  # fmt: skip
"""What `cite` is asked for, and what its entry in a bibliography must name."""

STYLES = ("apa", "modern-language-association")
STYLES_FOLDER = Path("/usr/share/citation-style-language/styles")


def items() -> dict[str, dict[str, Any]]:
    """Return everything that cites the four, by key; the work behind a cell is among them once."""
    found = [item for cited in CITED for item in json.loads(pows.cite(cited, style="csl-json"))]
    return {item["id"]: item for item in found}


def write_bibliography(file: Path) -> Path:
    """Write a file that cites the four in the format that its name asks for."""
    if file.suffix == ".json":
        file.write_text(json.dumps(list(items().values())), encoding="utf-8")
        return file
    entries = "\n".join(pows.cite(cited, style="bibtex") for cited in CITED)
    once = dict.fromkeys(re.split(r"\n(?=@)", entries))
    file.write_text("\n".join(once), encoding="utf-8")
    return file


def without_style(text: str) -> str:
    """Drop the capitals and the quotation marks, which belong to the style."""
    return re.sub(r"[\"“”‘’']", "", text).casefold()


def assert_named(entries: list[str]) -> None:
    """Assert that each of the four has an entry of its own that names what it must."""
    left = list(entries)
    for words in reversed(CITED.values()):  # the title of the package is in other entries, too
        wanted = [without_style(word) for word in words]
        found = [entry for entry in left if all(word in without_style(entry) for word in wanted)]
        assert found, (words, left)
        left.remove(found[0])
    assert left == []


@pytest.mark.parametrize("name", ["works.json", "works.bib"])
def test_pandoc_prints_what_a_citation_must_name(tmp_path: Path, name: str) -> None:
    """In two styles, neither of which may capitalize an address."""
    keys = [json.loads(pows.cite(cited, style="csl-json"))[0]["id"] for cited in CITED]
    paper = tmp_path / "paper.md"
    paper.write_text(f"A figure {' '.join(f'[@{key}]' for key in keys)}.\n", encoding="utf-8")
    works = write_bibliography(tmp_path / name)
    for style in STYLES:
        file = STYLES_FOLDER / f"{style}.csl"
        assert file.exists(), "apt-get install citation-style-language-styles"
        styled = ["--citeproc", "--csl", str(file), "--bibliography", str(works), "--wrap", "none"]
        printed = run(program("pandoc", "pandoc"), *styled, "--to", "plain", paper)
        assert_named([line for line in printed.splitlines() if line][1:])
        assert "prisoners_held/1945-Q2/prisoners" in printed, style


def test_biber_accepts_every_entry(tmp_path: Path) -> None:
    """It asks only for a date of the article, which is not known, and drops no entry."""
    printed = tmp_path / "out.bib"
    command = [program("biber", "biber"), "--tool", "--validate-datamodel", "--output-file"]
    said = run(*command, printed, write_bibliography(tmp_path / "works.bib"))
    assert "ERROR" not in said
    warned = [line for line in said.splitlines() if line.startswith("WARN")]
    assert ["wikipedia-article" in line and "date, year" in line for line in warned] == [True]
    found = re.findall(r"^@\w+\{([^,]+),", printed.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(found) == sorted(items())
