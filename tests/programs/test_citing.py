"""Do pandoc and biber print of a bibliography what it must name, once, and nothing else?

A paper cites two cells and a source; its bibliography has each of them, the works behind the cells,
and the article in which they were read.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from published import DESCRIPTOR, program, run

import german_pows_ussr as pows

CITED = [
    "statements/lead-soviet-died/value", "prisoners_held/1945-Q2/prisoners",
    "sources/maschke-commission",
]  # fmt: skip
VERSIONED = f"{DESCRIPTOR['title']} (version {DESCRIPTOR['version']})"
ARTICLE = "the Wikipedia article German prisoners of war in the Soviet Union"
NAMED = [
    [
        "381,067",
        CITED[0],
        "asserted by Soviet records; also given by Krivosheev",
        ARTICLE,
        VERSIONED,
    ],
    ["2,000,000", CITED[1], "asserted by Rüdiger Overmans", ARTICLE, VERSIONED],
    ["Maschke, E", "Zur Geschichte der deutschen Kriegsgefangenen", "1974"],
    ["Krivosheev, G", "Soviet Casualties and Combat Losses [revised Russian language edition]"],
    ["Overmans", "Goeken-Haidl", "Soldaten hinter Stacheldraht", "Ullstein", "2000"],
    ["Wikipedia contributors", "German prisoners of war in the Soviet Union", "Free Encyclopedia"],
]
"""What the entries must name: those that were cited, then those behind them."""

STYLES = (
    "apa", "chicago-author-date", "chicago-note-bibliography", "modern-language-association",
)  # fmt: skip
STYLES_FOLDER = Path("/usr/share/citation-style-language/styles")


def write_bibliography(file: Path) -> Path:
    """Write a file that cites the three in the format that its name asks for."""
    style = {".json": "csl-json", ".bib": "bibtex"}[file.suffix]
    file.write_text(pows.cite(CITED, style=style), encoding="utf-8")
    return file


def without_style(text: str) -> str:
    """Drop the capitals and the quotation marks, which belong to the style."""
    return re.sub(r"[\"“”‘’']", "", text).casefold()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["works.json", "works.bib"])
def test_pandoc_prints_each_work_once(tmp_path: Path, name: str, style: str) -> None:
    """With the version and what is known, without an editor's note; the article asserts nothing."""
    paper, works = tmp_path / "paper.md", write_bibliography(tmp_path / name)
    paper.write_text("---\nnocite: '@*'\n---\n", encoding="utf-8")
    file = STYLES_FOLDER / f"{style}.csl"
    assert file.exists(), "apt-get install citation-style-language-styles"
    styled = ["--citeproc", "--csl", str(file), "--bibliography", str(works), "--wrap", "none"]
    printed = run(program("pandoc", "pandoc"), *styled, "--to", "plain", paper)
    left = [line for line in printed.splitlines() if line]
    for words in NAMED:
        wanted = [without_style(word) for word in words]
        (found, *_) = [line for line in left if all(word in without_style(line) for word in wanted)]
        left.remove(found)
    assert left == []
    assert CITED[1] in printed  # no style may capitalize an address
    assert printed.count("unreleased") == (0 if "released" in DESCRIPTOR else 2)
    assert "article.txt" not in printed
    assert "as in English Wikipedia" not in printed
    assert "asserted by German prisoners" not in printed


def test_biber_accepts_every_entry(tmp_path: Path) -> None:
    """It asks only for dates and an author that are not known, and drops no entry."""
    printed = tmp_path / "out.bib"
    command = [program("biber", "biber"), "--tool", "--validate-datamodel", "--output-file"]
    said = run(*command, printed, write_bibliography(tmp_path / "works.bib"))
    assert "ERROR" not in said
    warned = [line for line in said.splitlines() if line.startswith("WARN")]
    known = r"date, year|'unreleased' in entry|field 'year'|maschke.*field 'author'"
    assert [line for line in warned if not re.search(known, line)] == []
    keys = re.findall(r"^@\w+\{([^,]+),", printed.read_text(encoding="utf-8"), re.MULTILINE)
    items = json.loads(pows.cite(CITED, style="csl-json"))
    assert sorted(keys) == sorted(item["id"] for item in items)
