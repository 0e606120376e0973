"""Can the package, a table and a cell be cited, in the forms that reference managers read?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from conftest import DESCRIPTOR, UNRELEASED, rows

import german_pows_ussr as pows
from german_pows_ussr import _bibliography
from german_pows_ussr._package import package

VERSIONED = f"{DESCRIPTOR['title']} (version {DESCRIPTOR['version']})"
PLACES = [row for row in rows("evidence") if row["role"] == "read"]


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
    cited = pows.cite("prisoners_held/1945-Q2/prisoners")
    for part in ('"2,000,000"', "prisoners_held/1945-Q2/prisoners", "Rüdiger Overmans", "(Ullstein, 2000), p. 246",
                 "article.txt, line 42, characters 6594-6603", DESCRIPTOR["citation"]):  # fmt: skip
        assert part in cited


def test_an_inferred_work_is_cited_as_inferred() -> None:
    """Nobody is sent to a book that the article does not name without being told so."""
    assert "[work inferred]" in pows.cite("statements/history-beorn-died-share/value")


def test_every_transcribed_cell_can_be_cited() -> None:
    """In every style, with its words and its place."""
    for style in ("text", "bibtex", "ris", "csl-json"):
        for place in PLACES[::7]:
            cited = pows.cite(place["address"], style=style)
            assert f"characters {place['char_start']}-{place['char_end']}" in cited, style


def test_bibtex_is_balanced_and_escaped() -> None:
    """Braces match, and an underscore or a percent sign is no command."""
    cited = pows.cite("prisoners_by_nationality/Total/died_percent", style="bibtex")
    assert cited.startswith("@misc{german-pows-ussr-")
    assert cited.count("{") == cited.count("}")
    assert r"“13.9\%” (prisoners\_by\_nationality/Total/died\_percent)" in cited
    assert r"\textbackslash{}" not in cited


def test_ris_has_a_tag_on_every_line() -> None:
    """From TY to ER."""
    lines = pows.cite("events", style="ris").split("\n")
    assert lines[0] == "TY  - DATA"
    assert lines[-1] == "ER  - "
    assert all(line[2:6] == "  - " for line in lines)


GROUP = {"title": "The german-pows-ussr contributors", "roles": ["creator"]}


def describe(monkeypatch: pytest.MonkeyPatch, described: dict[str, Any]) -> None:
    """Let the package be described otherwise."""
    monkeypatch.setattr(_bibliography, "package", lambda: replace(package(), described=described))


def test_csl_json_is_a_dataset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its creators, and its version, which every style prints; it has no date before a release."""
    describe(monkeypatch, UNRELEASED | {"contributors": [GROUP]})
    (item,) = json.loads(pows.cite(style="csl-json"))
    assert item == {
        "id": f"german-pows-ussr-{DESCRIPTOR['version']}",
        "type": "dataset",
        "title": VERSIONED,
        "author": [{"literal": GROUP["title"]}],
        "issued": {"literal": "unreleased"},
    }


def items(*addresses: str) -> list[dict[str, Any]]:
    """The items of a citation."""
    found: list[dict[str, Any]] = json.loads(pows.cite([*addresses], style="csl-json"))
    return found


def test_a_cell_the_work_behind_it_and_the_article_are_items() -> None:
    """The figure and its author stand in the title, which every style prints."""
    cell, work, article = items("prisoners_held/1945-Q2/prisoners")
    assert (
        cell["id"] == f"german-pows-ussr-{DESCRIPTOR['version']}-prisoners_held-1945-Q2-prisoners"
    )
    for part in ("“2,000,000”", "prisoners_held/1945-Q2/prisoners", "asserted by Rüdiger Overmans"):
        assert part in cell["title"]
    (whole,) = items()
    assert (cell["container-title"], cell["issued"]) == (VERSIONED, whole["issued"])
    assert (work["id"], work["type"]) == ("german-pows-ussr-overmans-2000", "book")
    assert work["ISBN"] == "3-549-07121-3"
    assert [author["family"] for author in work["author"]] == ["Overmans", "Goeken-Haidl"]
    assert (article["id"], article["type"]) == (ARTICLE_KEY, "entry-encyclopedia")


ARTICLE_KEY = "german-pows-ussr-wikipedia-article"
ARTICLE_NAMED = 'the Wikipedia article "German prisoners of war in the Soviet Union"'


@pytest.mark.parametrize("every", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_no_citation_hides_that_the_figure_was_read_in_an_encyclopaedia(every: int) -> None:
    """In a line, in a footnote and as an item, once each, behind whoever else is named."""
    for place in PLACES[::every]:
        address = place["address"]
        assert pows.cite(address).count(f" {ARTICLE_NAMED} (article.txt") == 1
        assert pows.cite(address, style="note").count("Wikipedia contributors") == 1
        ids = [item["id"] for item in items(address)]
        assert ids[-1] == ARTICLE_KEY, address
        assert len(ids) == len(set(ids)), address


def test_the_work_behind_a_claim_is_named_with_each_of_its_printings() -> None:
    """The lead ascribes 381,067 to Soviet records; another sentence, to a book of Krivosheev's."""
    figures = [row for row in rows("figures") if row["work"]]
    assert "statements/lead-soviet-died/value" in [row["figure"] for row in figures]
    for row in figures:
        cited = items(row["figure"])
        assert f"german-pows-ussr-{row['work']}" in [item["id"] for item in cited]
    cited_line = pows.cite("statements/lead-soviet-died/value")
    assert (
        "asserted by Soviet records; also given by Krivosheev, "
        '"Soviet Casualties and Combat Losses [revised Russian language edition]", '
        f"edited by G. F. Krivosheev; cited in {ARTICLE_NAMED}"
    ) in cited_line


def test_several_citations_name_each_work_once() -> None:
    """In the order in which they are asked for; the lines are those of each alone."""
    asked = ["prisoners_held/1945-Q2/prisoners", "sources/overmans-2000", "prisoners_held/1945-Q3/prisoners"]  # fmt: skip
    once = list({item["id"]: item for each in asked for item in items(each)}.values())
    assert (items(*asked), len(once)) == (once, 4)
    for style in ("text", "note"):
        alone = [pows.cite(each, style=style) for each in asked]
        assert pows.cite(asked, style=style) == "\n".join(alone)


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_what_editors_note_is_in_no_field_that_a_bibliography_prints(style: str) -> None:
    """It is an annotation: in RIS the notes, which the styles of reference managers leave out."""
    field = {"bibtex": "annote = {", "ris": "N1  - ", "csl-json": '"annote": "'}[style]
    noted = [row for row in rows("sources") if row["note"]]
    for row in noted:
        cited = pows.cite(f"sources/{row['source']}", style=style)
        (line,) = [line for line in cited.splitlines() if row["note"][:30] in line]
        assert line.strip().startswith(field)


PRINTED = {
    "maschke-commission": ("(Bielefeld: Gieseking, 1974), vol. 15, pp. 185-230", "edited by Erich Maschke"),
    "beorn": ("(London: Bloomsbury, 2018)", 'Waitman Wade Beorn, "The Holocaust'),
    "ferguson": ('War", War in History 11, no. 2 (2004), p. 148', 'Niall Ferguson, "'),
    "overmans-2000": ("(Ullstein, 2000), p. 246", "with Ulrike Goeken-Haidl"),
}  # fmt: skip


def test_a_work_is_cited_with_its_makers_and_its_imprint() -> None:
    """Place before publisher, volume before pages, an editor as an editor."""
    for source, parts in PRINTED.items():
        for part in parts:
            assert part in pows.cite(f"sources/{source}")


def test_each_part_of_an_imprint_has_its_own_field() -> None:
    """As reference managers keep them."""
    maschke, ferguson = (
        pows.cite(f"sources/{key}", style="bibtex") for key in ("maschke-commission", "ferguson")
    )
    for line in ("@book{", "editor = {Maschke, Erich}", "address = {Bielefeld}", "year = {1974}"):
        assert line in maschke
    assert "author" not in maschke
    for line in ("volume = {11}", "number = {2}", "journal = {War in History}"):
        assert line in ferguson
    assert "ED  - Maschke, Erich\n" in pows.cite("sources/maschke-commission", style="ris")
    unpublished = pows.cite("sources/krivosheev-russian-edition", style="bibtex")
    assert unpublished.startswith("@misc{")  # a book has a publisher and a year


def test_a_newspaper_is_named_once() -> None:
    """It is the source, and what the report stands in."""
    assert pows.cite("sources/new-york-times") == "New York Times."


def test_what_is_known_against_a_figure_stands_apart_in_its_note() -> None:
    """Behind the place, as a sentence of its own."""
    cited = pows.cite("prisoners_held/1945-Q2/prisoners", style="bibtex", findings=True)
    assert (
        "characters 6594-6603. Held at the end of the war: 2.8 million or 2 million? This" in cited
    )


def test_no_two_citations_share_a_key() -> None:
    """Of all cells, tables and sources, even where case does not count."""
    cells, tables = [place["address"] for place in PLACES], list(pows.tables())
    sources = [f"sources/{row['source']}" for row in rows("sources")]
    keys = [_bibliography.part_item(part, "", "")["id"] for part in (*cells, *tables)]
    assert [items(cells[0])[0]["id"], items(tables[0])[0]["id"]] == [keys[0], keys[len(cells)]]
    keys += [items(part)[0]["id"] for part in sources]
    assert len({key.lower() for key in keys}) == len(keys)
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+", key) for key in keys)


def test_who_asserts_and_reports_is_named_once() -> None:
    """The article reports itself."""
    cited = pows.cite("statements/lead-captured/value")
    assert f"asserted by {ARTICLE_NAMED} (" in cited
    assert cited.count("Wikipedia") == 1
    assert "reported by" not in cited
    assert "reported by Richard Overy" in pows.cite("statements/history-overy-died/value")


NOTES = {
    (): DESCRIPTOR["title"] + " (german-pows-ussr {}).",
    ("events",): "german-pows-ussr {}, table events.",
    ("statements/history-overy-died/value",): '"356,000": Russian sources, after Richard Overy, cited in Wikipedia contributors, "German prisoners of war in the Soviet Union"; german-pows-ussr {}, statements/history-overy-died/value.',
    ("statements/history-beorn-died-share/value",): '"35.8 percent": Beorn 2018 [work inferred], cited in Wikipedia contributors, "German prisoners of war in the Soviet Union"; german-pows-ussr {}, statements/history-beorn-died-share/value.',
    ("prisoners_held/1945-Q2/period",): "german-pows-ussr {}, prisoners_held/1945-Q2/period.",
    ("sources/krivosheev-russian-edition",): 'Krivosheev (ed.), "Soviet Casualties and Combat Losses [revised Russian language edition]".',
    ("sources/soviet-records",): "Soviet records.",
}  # fmt: skip


def test_a_footnote_is_short() -> None:
    """Figure, author, year, page, and the address by which it is found."""
    for address, note in NOTES.items():
        assert pows.cite(*address, style="note") == note.format(DESCRIPTOR["version"])


@pytest.mark.parametrize("style", ["text", "note", "bibtex", "ris", "csl-json"])
def test_every_source_can_be_cited(style: str) -> None:
    """From its row, in every style: by its work where one is known, or else by its name."""
    for row in rows("sources"):
        cited = pows.cite(f"sources/{row['source']}", style=style)
        assert (row["title"] or row["name_printed"]) in cited or style == "note", row
        for known in ("isbn", "doi"):
            assert row[known] in cited or style in ("text", "note"), row


def test_a_release_is_cited_with_its_editors_its_day_and_its_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The page, at the cell; in RIS as UR."""
    editor = {"title": "Jane Doe", "familyName": "Doe", "givenName": "Jane", "roles": ["creator"]}
    addressed = {"homepage": "https://example.org/pows/", "doi": "10.1234/pows", "released": "2027-03-01"}  # fmt: skip
    describe(monkeypatch, DESCRIPTOR | addressed | {"contributors": [editor]})
    (whole,) = items()
    assert (whole["URL"], whole["DOI"]) == ("https://example.org/pows/", "10.1234/pows")
    assert whole["author"] == [{"family": "Doe", "given": "Jane"}]
    assert whole["issued"] == {"date-parts": [[2027, 3, 1]]}
    entry = pows.cite(style="bibtex")
    assert "author = {Doe, Jane},\n" in entry
    assert "year = {2027},\n" in entry
    cell = pows.cite("prisoners_by_nationality/Total/died_percent", style="ris")
    assert "PY  - 2027\nDA  - 2027/03/01\n" in cell
    assert "UR  - https://example.org/pows/#prisoners_by_nationality/Total/died_percent" in cell
    assert "DO  - 10.1234/pows" in cell


def test_no_address_is_invented(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the package; of the article the one that the descriptor has."""
    describe(monkeypatch, UNRELEASED)
    assert "UR  - " not in pows.cite(style="ris")
    assert DESCRIPTOR["sources"][0]["path"] in pows.cite("sources/wikipedia-article", style="ris")


REFUSED: dict[str, tuple[Callable[[], str], type[Exception], str]] = {
    "unknown style": (lambda: pows.cite(style="mla"), pows.UnknownNameError, "no style 'mla' in cite; there are text, note, bibtex"),
    "unknown table": (lambda: pows.cite("nope"), pows.UnknownNameError, "no table 'nope'"),
    "row without a field": (lambda: pows.cite("events/lead-last-return"), TypeError, "a cell of it can be cited"),
    "unknown field": (lambda: pows.cite("events/lead-last-return/day"), pows.UnknownNameError, "no field 'day'"),
}  # fmt: skip


def test_what_cannot_be_cited_is_refused() -> None:
    """With a reason."""
    for call, kind, message in REFUSED.values():
        with pytest.raises(kind, match=message):
            call()
