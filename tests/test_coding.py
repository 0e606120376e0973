"""Are the codings those that were handed in, is their agreement computed, is every difference settled?

The figures of the agreement were typed by hand from a count of the three files. What is refused is
refused here by spoiling the knowledge in memory; the build reads the same functions from its files.
"""

from __future__ import annotations

import csv
import io
import math
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import krippendorff
import pytest
from conftest import ROOT, SCHEMAS, cells, rows
from msgspec.structs import replace as replaced

import build
from coding.agreement import agreement, alpha
from coding.coders import Codings, Line, read_codings
from coding.disagreements import Settlement
from publication.method import METHOD, with_codings
from transcription.article import Article
from transcription.refusal import Refusal
from transcription.table import Cell, Table

FOLDER = ROOT / "scripts/article/codings"
KNOWLEDGE = build.read_all(build.KNOWLEDGE)
WRITTEN = read_codings(build.KNOWLEDGE)
COMPARED = WRITTEN.coders.compared
ARTICLE = Article("article.txt", (ROOT / "resources/article.txt").read_text(encoding="utf-8"))
TABLES = build.read_article(ARTICLE, KNOWLEDGE)
CODERS = ("editor", "a", "b")

# field: editor = a, editor = b, a = b, alpha
AGREEMENT = {
    "measure": (49, 49, 49, "1"),
    "population": (47, 49, 47, "0.966"),
    "value": (49, 49, 49, "1"),
    "unit": (49, 49, 49, "1"),
    "qualifier": (49, 49, 49, "1"),
    "period": (46, 45, 47, "0.902"),
    "asserted_by": (49, 45, 45, "0.937"),
    "reported_by": (49, 49, 49, "1"),
    "part_of": (49, 49, 49, "1"),
    "repeats": (45, 49, 45, "0.894"),
    "sic": (47, 48, 48, "0.787"),
}


def handed_in(name: str) -> list[dict[str, str]]:
    """The lines of a file as it was handed in."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def coded(knowledge: build.Knowledge, tables: dict[str, Table] = TABLES) -> dict[str, Table]:
    """The three tables, from knowledge that may be spoilt."""
    return build.coded(tables, knowledge)


def with_cell(coder: str, item: str, column: str, text: str) -> build.Knowledge:
    """The knowledge with one cell of a coding changed."""
    written = WRITTEN
    line = written.lines[coder][item]
    spoilt = Line(line.place, {**line.cells, column: text})
    lines = {**written.lines, coder: {**written.lines[coder], item: spoilt}}
    return replace(KNOWLEDGE, codings=Codings(written.coders, written.key, lines))


def with_coders(**changes: object) -> build.Knowledge:
    """The knowledge with some entries of ``coders.toml`` changed."""
    written = WRITTEN
    coders = replaced(written.coders, **changes)
    return replace(KNOWLEDGE, codings=Codings(coders, written.key, written.lines))


def with_settlements(settlements: Mapping[str, Settlement]) -> build.Knowledge:
    """The knowledge with other settlements."""
    return replace(KNOWLEDGE, settlements=dict(settlements))


def with_published(statement: str, field: str, value: str | bool | None) -> dict[str, Table]:
    """The tables with one cell of ``statements`` changed."""
    table = TABLES["statements"]
    changed = tuple(
        {**row, field: Cell(value)} if table.key(row) == statement else row for row in table.rows
    )
    return {**TABLES, "statements": replace(table, rows=changed)}


def assert_refused(
    words: list[str], knowledge: build.Knowledge, tables: dict[str, Table] = TABLES
) -> None:
    """One line, with these words in it."""
    with pytest.raises(Refusal) as refused:
        coded(knowledge, tables)
    message = str(refused.value)
    assert "\n" not in message
    assert [word for word in words if word not in message] == [], message


# ------------------------------------------------------------------------------------- the codings


def test_every_coder_has_a_row_for_every_item() -> None:
    """Three coders, the items of the key, in their order."""
    key = {line["item"]: line["statement"] for line in handed_in("key")}
    assert list(key) == [f"i{number:02}" for number in range(1, 50)]
    found = [(row["coder"], row["item"], row["statement"]) for row in rows("codings")]
    assert found == [(coder, item, key[item]) for coder in CODERS for item in key]


@pytest.mark.parametrize("coder", CODERS)
def test_a_row_says_what_was_handed_in(coder: str) -> None:
    """Cell by cell: items became keys, words for a source its key, and nothing else changed."""
    key = {line["item"]: line["statement"] for line in handed_in("key")}
    sources = WRITTEN.coders.sources
    for line in handed_in(coder if coder == "editor" else f"coder_{coder}"):
        row = cells("codings")[f"{coder}/{key[line['item']]}"]
        for name, text in line.items():
            if name in ("part_of", "repeats"):
                assert row[name] == key.get(text, "")
            elif name in ("asserted_by", "reported_by"):
                assert row[name] == sources.get(text, text)
                assert row[f"{name}_words"] in (text, "")
                assert row[f"{name}_words"] or text in cells("sources")
            else:
                assert row[name] == text


def test_the_coders_read_the_figures_as_they_are_published() -> None:
    """The value of each row: nobody misread one."""
    published = {key: row["value"] for key, row in cells("statements").items()}
    for row in rows("codings"):
        assert row["value"] == published[row["statement"]]


def test_only_b_gives_bounds_and_they_hold_the_value() -> None:
    """Nobody else was asked."""
    bounded = [row for row in rows("codings") if row["low"] or row["high"]]
    assert {row["coder"] for row in bounded} == {"b"}
    assert len(bounded) == 49
    for row in bounded:
        if row["value"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"])


def test_a_coder_names_a_source_otherwise() -> None:
    """A person is not the book, though the words lead to both."""
    row = cells("codings")["b/history-krivosheev-died"]
    assert (row["asserted_by"], row["asserted_by_words"]) == (
        "krivosheev",
        "Grigori F. Krivosheev",
    )
    row = cells("codings")["editor/history-krivosheev-died"]
    assert (row["asserted_by"], row["asserted_by_words"]) == ("krivosheev-russian-edition", "")


SPOILT_CELLS = {
    "source that is not there": ("a", "i02", "asserted_by", "Soviet archives",
        ["coder_a.csv, line 3, asserted_by", "'Soviet archives' is no source", "coders.toml"]),
    "item that is not there": ("b", "i03", "part_of", "i99", ["coder_b.csv, line 4, part_of", "no item 'i99'", "key.csv"]),
    "term that is not there": ("a", "i01", "measure", "taken", ["coder_a.csv, line 2, measure", "'taken' is no term", "captured"]),
    "number in words": ("a", "i01", "value", "3 million", ["coder_a.csv, line 2, value", "'3 million' is no number"]),
    "neither true nor false": ("b", "i01", "sic", "yes", ["coder_b.csv, line 2, sic", "'yes' is neither"]),
    "column that is not there": ("a", "i01", "mesure", "captured", ["coder_a.csv, line 2", "'mesure'"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT_CELLS)
def test_a_cell_that_cannot_be_read_is_refused(fault: str) -> None:
    """With file, line and column."""
    *place, words = SPOILT_CELLS[fault]
    coder, item, column, text = map(str, place)
    assert_refused(list(words), with_cell(coder, item, column, text))


def test_words_for_a_source_that_nobody_wrote_are_refused() -> None:
    """An entry that is not used was mistyped, or is left over."""
    sources = WRITTEN.coders.sources | {"The Times": "new-york-times"}
    assert_refused(["coders.toml, sources", "'The Times'"], with_coders(sources=sources))


@pytest.mark.parametrize(
    "terms", [{"exact": "precise"}, {"unhedged": "about"}, {"sharp": "unhedged"}, {}]
)
def test_a_renaming_that_is_none_is_refused(terms: dict[str, str]) -> None:
    """To no term, of a term that is one still, of one that no coder used; and none where one is due."""
    words = ["coders.toml, renamed.qualifier"] if terms else ["'exact' is no term of statements"]
    assert_refused(words, with_coders(renamed={"qualifier": terms}))


SPOILT_FILES = {
    "line that is missing": ("coder_a.csv", r"i07,.*\n", "", ["coder_a.csv", "i07"]),
    "line that stands twice": ("coder_a.csv", r"(i07,.*\n)", r"\1\1", ["coder_a.csv, line 9", "'i07' stands twice"]),
    "cell too many": ("coder_b.csv", r"(i04,captured|i04,died),", r"\1,,", ["coder_b.csv, line 5", "17 cells, 16 expected"]),
    "column without a name": ("key.csv", "^item", "figure", ["key.csv", "no column 'item'", "figure, statement"]),
    "statement that two items stand for": ("key.csv", "i02,lead-soviet-died", "i02,lead-captured", ["key.csv", "two items"]),
    "quotation mark that is not closed": ("coder_a.csv", r"i49,captured", 'i49,"captured', ["coder_a.csv", "named in"]),
}  # fmt: skip


@pytest.mark.parametrize("fault", SPOILT_FILES)
def test_a_file_that_is_damaged_is_refused(tmp_path: Path, fault: str) -> None:
    """Before anything is read from it."""
    name, old, new, words = SPOILT_FILES[fault]
    shutil.copytree(FOLDER, tmp_path / "codings")
    shutil.copy(ROOT / "scripts/article/coders.toml", tmp_path)
    file = tmp_path / "codings" / name
    text, count = re.subn(old, new, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1
    file.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(Refusal) as refused:
        read_codings(tmp_path)
    assert [word for word in words if word not in str(refused.value)] == [], refused.value


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    """With the file that names it."""
    shutil.copy(ROOT / "scripts/article/coders.toml", tmp_path)
    with pytest.raises(Refusal, match=r"codings/key\.csv.*coders\.toml"):
        read_codings(tmp_path)


# ----------------------------------------------------------------------------------- the agreement


def test_the_library_computes_the_worked_example() -> None:
    """Four observers, twelve units, some not observed: nominal alpha 0.743.

    Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C.
    """
    nothing = math.nan
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nothing, nothing, nothing],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nothing, 3],
        [nothing, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nothing],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nothing],
    ]
    found = krippendorff.alpha(reliability_data=observers, level_of_measurement="nominal")
    assert round(float(found), 3) == 0.743


@pytest.mark.parametrize("field", AGREEMENT)
def test_the_agreement_is_that_of_a_count_by_hand(field: str) -> None:
    """Of 49 items, pair by pair, and alpha."""
    row = cells("agreement")[field]
    pairs = (row["editor_a"], row["editor_b"], row["a_b"], row["alpha"])
    assert (row["items"], *pairs) == ("49", *map(str, AGREEMENT[field]))


def test_every_field_that_is_compared_has_its_row() -> None:
    """And no other."""
    assert list(cells("agreement")) == COMPARED == list(AGREEMENT)


def by_definition(units: list[list[str]]) -> Fraction:
    """Alpha from its definition, all units read by all: 1 - (n - 1) x disagreeing / expected."""
    coders = len(units[0])
    values = Counter(value for unit in units for value in unit)
    total = sum(values.values())
    disagreeing = sum(one != other for unit in units for one in unit for other in unit)
    expected = sum(
        values[one] * values[other] for one in values for other in values if one != other
    )
    return 1 - Fraction((total - 1) * disagreeing, (coders - 1) * expected)


@pytest.mark.parametrize("field", AGREEMENT)
def test_alpha_is_that_of_its_definition(field: str) -> None:
    """Computed here in fractions, from the published codings."""
    read = cells("codings")
    units = [[read[f"{coder}/{key}"][field] for coder in CODERS] for key in cells("statements")]
    assert float(cells("agreement")[field]["alpha"]) == round(float(by_definition(units)), 3)


@pytest.mark.parametrize("field", AGREEMENT)
def test_a_changed_cell_of_a_coding_changes_the_agreement(field: str) -> None:
    """One figure fewer that a reads like the editor and like b, and a lower alpha."""
    before = {str(row["field"].value): row for row in TABLES["agreement"].rows}[field]
    read = TABLES["codings"]
    values = read.column(field)
    shared = next(n for n in range(49) if values[n] == values[n + 49] == values[n + 98])
    changed = list(read.rows)
    changed[shared + 49] = {**changed[shared + 49], field: Cell("something else")}
    table = agreement(replace(read, rows=tuple(changed)), COMPARED, TABLES["agreement"].definition)
    after = {str(row["field"].value): row for row in table.rows}[field]
    for pair in ("editor_a", "a_b"):
        assert after[pair].value == int(str(before[pair].value)) - 1
    assert after["editor_b"] == before["editor_b"]
    assert Decimal(str(after["alpha"].value)) < Decimal(str(before["alpha"].value))


def test_an_empty_cell_is_a_value() -> None:
    """Two coders who leave the same cell empty agree; one who does and one who does not, do not."""
    assert alpha([[None, "1943", None], [None, "1943", None]]) == 1
    found = alpha([[None, "1943", None], [None, None, None]])
    assert found is not None
    assert found < 1


def test_alpha_is_not_defined_for_one_value() -> None:
    """Then there is nothing to agree on, and the cell stays empty."""
    assert alpha([["persons", "persons"], ["persons", "persons"]]) is None


def test_a_field_that_nobody_coded_is_refused() -> None:
    """Where it is named."""
    assert_refused(["coders.toml, compared", "'weather'"], with_coders(compared=["weather"]))


# ------------------------------------------------------------------------------- the disagreements


def test_every_difference_has_a_row_and_nothing_else_has() -> None:
    """Compared here from the published files alone; a renamed term is none."""
    today = {"exact": "unhedged"}
    read, published = cells("codings"), cells("statements")
    expected = {
        f"{key}/{field}"
        for key, row in published.items()
        for field in COMPARED
        for coder in CODERS
        if today.get(read[f"{coder}/{key}"][field], read[f"{coder}/{key}"][field]) != row[field]
    }
    assert set(cells("disagreements")) == expected
    assert len(expected) == 16


def test_a_row_repeats_the_readings_and_what_is_published() -> None:
    """Cell by cell."""
    read, published = cells("codings"), cells("statements")
    for row in rows("disagreements"):
        key, field = row["statement"], row["field"]
        assert [row[coder] for coder in CODERS] == [
            read[f"{coder}/{key}"][field] for coder in CODERS
        ]
        assert row["published"] == published[key][field]


def test_the_decisions_are_these() -> None:
    """Typed by hand: three cells changed, one is open, twelve stand as they were."""
    decided = {key: row["decision"] for key, row in cells("disagreements").items()}
    changed = {key for key, decision in decided.items() if decision == "changed"}
    assert changed == {
        "lead-commission-died/period",
        "estimates-commission-died/period",
        "history-stalingrad-repatriated/sic",
    }
    assert {key for key, decision in decided.items() if decision == "open"} == {
        "history-stalingrad-died/period"
    }
    assert Counter(decided.values())["kept"] == 12


@pytest.mark.parametrize("name", KNOWLEDGE.settlements)
def test_a_difference_without_a_settlement_is_refused(name: str) -> None:
    """Each settlement is needed: without it the build says what is read and what is published."""
    others = {key: value for key, value in KNOWLEDGE.settlements.items() if key != name}
    settlement = KNOWLEDGE.settlements[name]
    words = [f" / {settlement.field}: editor ", ", a ", ", b ", "published", "settlements.toml"]
    assert_refused(words, with_settlements(others))


def test_a_new_difference_is_refused() -> None:
    """A cell of a coding that changes is not settled by anybody."""
    words = ["lead-captured / measure", "b 'held'", "published 'captured'"]
    assert_refused(words, with_cell("b", "i01", "measure", "held"))


def test_a_published_reading_that_leaves_all_codings_is_refused() -> None:
    """Where all coders agreed, another reading needs a settlement, too."""
    tables = with_published("lead-captured", "population", "wehrmacht")
    words = ["lead-captured / population", "editor 'german_prisoners'", "published 'wehrmacht'"]
    assert_refused(words, KNOWLEDGE, tables)


def test_a_settlement_of_no_difference_is_refused() -> None:
    """It is left over, or was mistyped."""
    idle = Settlement(field="unit", statements=["lead-captured"], decision="kept", rule="A rule.")
    words = ["settlements.toml, idle", "lead-captured / unit", "delete it"]
    assert_refused(words, with_settlements({**KNOWLEDGE.settlements, "idle": idle}))


def test_a_second_settlement_is_refused() -> None:
    """Of one difference there is one."""
    again = KNOWLEDGE.settlements["sic-of-the-sense"]
    words = ["settlements.toml, again", "is settled by sic-of-the-sense"]
    assert_refused(words, with_settlements({**KNOWLEDGE.settlements, "again": again}))


@pytest.mark.parametrize(
    ("name", "decision"),
    [
        ("period-from-the-parts", "kept"),
        ("period-from-the-parts", "open"),
        ("sic-of-the-sense", "kept"),
        ("sic-of-the-grammar", "changed"),
        ("period-without-an-end", "changed"),
        ("repeats-of-another-voice", "changed"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(name: str, decision: str) -> None:
    """What is published shows which it was."""
    false = replaced(KNOWLEDGE.settlements[name], decision=decision)
    words = [f"settlements.toml, {name}: {decision!r} does not fit", "editor ", "published "]
    assert_refused(words, with_settlements({**KNOWLEDGE.settlements, name: false}))


def test_a_decision_is_refused_when_the_reading_moves_on() -> None:
    """'Kept' is no longer true once another reading is published."""
    tables = with_published("history-officers-transferred", "period", "1945/1949")
    words = ["period-of-another-sentence: 'kept' does not fit", "published '1945/1949'"]
    assert_refused(words, KNOWLEDGE, tables)


# --------------------------------------------------------------------------------- the document


def test_the_method_document_has_the_tables() -> None:
    """As published: each field with its alpha, each difference with its decision."""
    document = (ROOT / METHOD).read_text(encoding="utf-8")
    assert with_codings(document, TABLES["agreement"], TABLES["disagreements"]) == document
    for field, (*pairs, found) in AGREEMENT.items():
        figures = " | ".join(map(str, [49, *pairs, f"{float(found):.3f}"]))
        assert f"| `{field}` | {figures} |" in document
    for key, row in cells("disagreements").items():
        (line,) = [line for line in document.splitlines() if line.startswith(f"| `{key}` |")]
        assert line.endswith(f"| {row['decision']} |")
        assert f"*{row['rule']}*" in document


def test_a_document_without_its_block_is_refused() -> None:
    """With the file and the marker."""
    with pytest.raises(Refusal, match=r"docs/method\.md.*agreement"):
        with_codings("# Method\n", TABLES["agreement"], TABLES["disagreements"])


def test_the_published_tables_are_those_that_the_build_computes() -> None:
    """Row by row, so that what is tested above in memory is what is published."""
    for name, table in coded(KNOWLEDGE).items():
        assert [table.key(row) for row in table.rows] == list(cells(name))
        assert [field["name"] for field in SCHEMAS[name]["fields"]] == list(table.definition.fields)
