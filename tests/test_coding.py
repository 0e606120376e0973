"""Are the codings those that were handed in, and is one that cannot be read refused?

The knowledge is spoilt in memory; the build reads the same functions from its files.
"""

from __future__ import annotations

import csv
import io
import re
import shutil
from pathlib import Path

import pytest
from conftest import ROOT, SCHEMAS, cells, rows
from spoilt import (
    CODERS,
    TABLES,
    WRITTEN,
    assert_refused,
    missing,
    with_cell,
    with_coders,
)

from coding.coders import read_codings
from transcription.refusal import Refusal

FOLDER = ROOT / "scripts/article/codings"


def handed_in(name: str) -> list[dict[str, str]]:
    """The lines of a file as it was handed in."""
    text = (FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_coder_has_a_row_for_every_item() -> None:
    """Four coders, the items of the key, each figure's codings together, the latest first."""
    key = {line["item"]: line["statement"] for line in handed_in("key")}
    assert list(key) == [f"{letter}{number:02}" for letter in "ic" for number in range(1, 50)]
    found = [(row["statement"], row["coder"], row["item"]) for row in rows("codings")]
    items = {(key[item], item[0]): item for item in key}
    assert found == [
        (statement, coder, items[statement, "c" if coder == "c" else "i"])
        for statement in sorted({*key.values()})
        for coder in reversed(CODERS)
    ]


def test_the_later_coder_found_the_figures_that_are_published() -> None:
    """The words that coder c gave for each place stand in those of its statement, on its line."""
    key = {line["item"]: line["statement"] for line in handed_in("key")}
    published = {row["figure"].split("/")[1]: row for row in rows("figures")}
    for line in handed_in("coder_c"):
        row = published[key[line["item"]]]
        assert line["line"] == row["line"]
        assert line["printed"] in row["printed"]


def test_a_row_says_what_was_handed_in() -> None:
    """Cell by cell: items became keys, words for a source its key, and nothing else changed."""
    key = {line["item"]: line["statement"] for line in handed_in("key")}
    written, sources, known = cells("codings"), WRITTEN.coders.sources, cells("sources")
    lines = [(coder, line) for coder in CODERS
             for line in handed_in(coder if coder == "editor" else f"coder_{coder}")]  # fmt: skip
    for coder, line in lines:
        row = written[f"{key[line['item']]}/{coder}"]
        for name, text in line.items():
            name = WRITTEN.coders.headings.get(name, name)  # noqa: PLW2901
            if name in WRITTEN.coders.places:
                continue
            if name in ("part_of", "repeats"):
                assert row[name] == key.get(text, "")
            elif name in ("asserted_by", "reported_by"):
                assert row[name] == sources.get(text, text)
                assert row[f"{name}_words"] in (text, "")
                assert row[f"{name}_words"] or text in known
            else:
                assert row[name].removesuffix(".0") == text.removesuffix(".0")


def test_the_coders_read_the_figures_as_they_are_published() -> None:
    """The value of each row: nobody misread one."""
    published = {key: row["value"] for key, row in cells("statements").items()}
    for row in rows("codings"):
        assert row["value"] == published[row["statement"]]


def test_only_b_and_c_give_bounds_and_they_hold_the_value() -> None:
    """Nobody else was asked."""
    bounded = [row for row in rows("codings") if row["printed_low"] or row["printed_high"]]
    assert {row["coder"] for row in bounded} == {"b", "c"}
    assert len(bounded) == 2 * 49
    for row in bounded:
        if row["value"]:
            low, high = float(row["printed_low"]), float(row["printed_high"])
            assert low <= float(row["value"]) <= high


def test_a_coder_names_a_source_otherwise() -> None:
    """A person is not the book, though the words lead to both."""
    row = cells("codings")["history-krivosheev-died/b"]
    assert (row["asserted_by"], row["asserted_by_words"]) == (
        "krivosheev",
        "Grigori F. Krivosheev",
    )
    row = cells("codings")["history-krivosheev-died/editor"]
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


def test_a_cell_that_cannot_be_read_is_refused() -> None:
    """With file, line and column."""
    for *place, words in SPOILT_CELLS.values():
        coder, item, column, text = map(str, place)
        assert_refused(list(words), with_cell(coder, item, column, text))


def test_words_for_a_source_that_nobody_wrote_are_refused() -> None:
    """An entry that is not used was mistyped, or is left over."""
    sources = WRITTEN.coders.sources | {"The Times": "new-york-times"}
    assert_refused(["coders.toml, sources", "'The Times'"], with_coders(sources=sources))


def test_a_renaming_that_is_none_is_refused() -> None:
    """To no term, of a term that is one still, of one that no coder used; and none where one is due."""
    for terms in ({"exact": "precise"}, {"unhedged": "about"}, {"sharp": "unhedged"}):
        words = ["coders.toml, renamed.qualifier"]
        assert_refused(words, with_coders(renamed={"qualifier": terms}))
    assert_refused(["'exact' is no term of statements"], with_coders(renamed={"qualifier": {}}))


SPOILT_FILES = {
    "line that is missing": ("coder_a.csv", r"i07,.*\n", "", ["coder_a.csv", "no item stands for lead-commission-died-1941-1945"]),
    "line that stands twice": ("coder_a.csv", r"(i07,.*\n)", r"\1\1", ["coder_a.csv, line 9", "'i07' stands twice"]),
    "cell too many": ("coder_b.csv", r"(i04,captured|i04,died),", r"\1,,", ["coder_b.csv, line 5", "17 cells, 16 expected"]),
    "column without a name": ("key.csv", "^item", "figure", ["key.csv", "no column 'item'", "figure, statement"]),
    "statement that two items stand for": ("key.csv", "i02,lead-soviet-died$", "i02,lead-captured", ["key.csv", "no item stands for lead-soviet-died"]),
    "item that nobody read": ("key.csv", r"(i49,.*\n)", r"\1i50,lead-captured\n", ["key.csv", "no coder read i50"]),
    "quotation mark that is not closed": ("coder_a.csv", r"i49,captured", 'i49,"captured', ["coder_a.csv", "named in"]),
}  # fmt: skip


def test_a_file_that_is_damaged_is_refused(tmp_path: Path) -> None:
    """Before anything is read from it."""
    shutil.copy(ROOT / "scripts/article/coders.toml", tmp_path)
    for name, old, new, words in SPOILT_FILES.values():
        shutil.copytree(FOLDER, tmp_path / "codings", dirs_exist_ok=True)
        text = (FOLDER / name).read_text(encoding="utf-8")
        spoilt, count = re.subn(old, new, text, count=1, flags=re.MULTILINE)
        assert count == 1
        (tmp_path / "codings" / name).write_text(spoilt, encoding="utf-8", newline="\n")
        with pytest.raises(Refusal) as refused:
            read_codings(tmp_path)
        assert missing(words, str(refused.value)) == []


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    """With the file that names it."""
    shutil.copy(ROOT / "scripts/article/coders.toml", tmp_path)
    with pytest.raises(Refusal, match=r"codings/key\.csv.*coders\.toml"):
        read_codings(tmp_path)


def test_the_published_table_is_that_of_the_build() -> None:
    """Row by row, so that what is tested above in memory is what is published."""
    table = TABLES["codings"]
    assert [table.key(row) for row in table.rows] == list(cells("codings"))
    assert [field["name"] for field in SCHEMAS["codings"]["fields"]] == list(
        table.definition.fields
    )
