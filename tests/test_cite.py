"""Can the package, a table and a cell be cited, in the forms that reference managers read?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import DESCRIPTOR, rows

import german_pows_ussr as pows

PLACES = rows("provenance")


def test_the_package_is_cited_as_it_says_itself() -> None:
    """The line of the descriptor."""
    assert pows.cite() == DESCRIPTOR["citation"]


def test_a_table_is_cited_within_the_package() -> None:
    """By its name and title."""
    assert (
        pows.cite("events")
        == f"Table events: Dated events without a count. In: {DESCRIPTOR['citation']}"
    )


def test_a_cell_is_cited_with_its_source_page_and_place() -> None:
    """Who asserts it, in which work, on which page, and where the article prints it."""
    cited = pows.cite("prisoners_held", "1945-Q2", "prisoners")
    for part in ('"2,000,000"', "prisoners_held/1945-Q2/prisoners", "Rüdiger Overmans", "Ullstein, 2000, p. 246",
                 "article.txt, line 42, characters 6594-6603", DESCRIPTOR["citation"]):  # fmt: skip
        assert part in cited


def test_an_inferred_work_is_cited_as_inferred() -> None:
    """Nobody is sent to a book that the article does not name without being told so."""
    assert "[work inferred]" in pows.cite("statements", "history-beorn-died-share", "value")


@pytest.mark.parametrize("style", ["text", "bibtex", "ris", "csl-json"])
def test_every_transcribed_cell_can_be_cited(style: str) -> None:
    """In every style, with its words and its place."""
    for place in PLACES[::7]:
        cited = pows.cite(place["resource"], place["row"], place["field"], style=style)
        assert f"characters {place['char_start']}-{place['char_end']}" in cited


def test_bibtex_is_balanced_and_escaped() -> None:
    """Braces match, and an underscore or a percent sign is no command."""
    cited = pows.cite("prisoners_by_nationality", "Total", "died_percent", style="bibtex")
    assert cited.startswith("@misc{german-pows-ussr-")
    assert cited.count("{") == cited.count("}")
    assert r'"13.9\%" (prisoners\_by\_nationality/Total/died\_percent)' in cited
    assert r"\textbackslash{}" not in cited


def test_ris_has_a_tag_on_every_line() -> None:
    """From TY to ER."""
    lines = pows.cite("events", style="ris").split("\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-1] == "ER  - "
    assert all(line[2:6] == "  - " for line in lines)


def test_csl_json_is_a_dataset() -> None:
    """With its authors, its date and its version."""
    (item,) = json.loads(pows.cite(style="csl-json"))
    assert (item["type"], item["title"], item["version"]) == (
        "dataset",
        DESCRIPTOR["title"],
        DESCRIPTOR["version"],
    )
    assert item["issued"]["date-parts"][0] == [
        int(part) for part in DESCRIPTOR["created"][:10].split("-")
    ]
    assert [author["literal"] for author in item["author"]] == [
        entry["title"] for entry in reversed(DESCRIPTOR["contributors"])
    ]


REFUSED: dict[str, tuple[Callable[[], str], type[Exception], str]] = {
    "unknown style": (lambda: pows.cite(style="mla"), pows.UnknownNameError, "no style 'mla' in cite; there are text, bibtex"),
    "unknown table": (lambda: pows.cite("nope"), pows.UnknownNameError, "no table 'nope'"),
    "row without a field": (lambda: pows.cite("events", "lead-last-return"), TypeError, "a cell has a table, a row and a field"),
    "unknown field": (lambda: pows.cite("events", "lead-last-return", "day"), pows.UnknownNameError, "no field 'day'"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_cited_is_refused(what: str) -> None:
    """With a reason."""
    call, kind, message = REFUSED[what]
    with pytest.raises(kind, match=message):
        call()
