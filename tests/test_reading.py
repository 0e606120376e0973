"""Does an editor's reading hold together?

What is curated has no characters to be checked against. It can still contradict itself: a part
larger than its whole, a repeat of something later, a date that is no date.
"""

from __future__ import annotations

from conftest import SCHEMAS, cells, rows
from hypothesis import given
from hypothesis import strategies as st

from transcription.integrity import is_isbn

STATEMENTS = cells("statements")
ORDER = list(STATEMENTS)


def test_a_part_is_not_larger_than_its_whole() -> None:
    """It has the same unit, stands in the same section, and has the same source."""
    parts = [row for row in STATEMENTS.values() if row["part_of"]]
    assert parts
    for row in parts:
        whole = STATEMENTS[row["part_of"]]
        assert float(row["value"]) <= float(whole["value"]), row
        for name in ("unit", "asserted_by", "reported_by"):
            assert row[name] == whole[name], row
        assert row["statement"].partition("-")[0] == whole["statement"].partition("-")[0]


def test_a_repeat_says_an_earlier_figure_again() -> None:
    """It points to the first occurrence, and a note says where the wording differs."""
    described = ("measure", "population", "qualifier", "period", "asserted_by", "reported_by")
    repeats = [row for row in STATEMENTS.values() if row["repeats"]]
    assert repeats
    for row in repeats:
        first = STATEMENTS[row["repeats"]]
        assert ORDER.index(first["statement"]) < ORDER.index(row["statement"])
        assert not first["repeats"]
        assert (row["value"], row["unit"]) == (first["value"], first["unit"])
        if any(row[name] != first[name] for name in described):
            assert row["note"], row


def test_the_section_on_german_estimates_repeats_the_lead() -> None:
    """All nine of its figures stand in the lead already, part for part."""
    repeated = {
        name: row["repeats"] for name, row in STATEMENTS.items() if name.startswith("estimates-")
    }
    assert repeated == {name: name.replace("estimates-", "lead-") for name in repeated}
    assert len(repeated) == 9


def test_only_what_prints_no_number_has_no_value() -> None:
    """An indefinite quantity is kept as one, and nothing else is."""
    empty = [row for row in STATEMENTS.values() if not row["value"]]
    assert {row["printed"] for row in empty} == {"several hundred thousand", "thousands"}
    assert empty == [row for row in STATEMENTS.values() if row["qualifier"] == "indefinite"]


def test_what_is_odd_says_how() -> None:
    """Every sic has its note."""
    odd = [row for row in STATEMENTS.values() if row["sic"] == "true"]
    assert odd
    assert all(row["note"] for row in odd)


def test_a_source_is_used_or_says_why_it_is_here() -> None:
    """A source that carries no figure has a note."""
    used = {row[role] for row in STATEMENTS.values() for role in ("asserted_by", "reported_by")}
    for row in rows("sources"):
        assert row["source"] in used or row["note"], row["source"]


def test_a_completed_bibliography_says_from_where() -> None:
    """A work that the article does not print in full has a note on its origin."""
    for row in rows("sources"):
        if row["isbn"] or row["doi"] or row["inferred"] == "true":
            assert " as in " in row["note"].lower(), row["source"]


def test_an_isbn_has_its_check_digit() -> None:
    """Every published one, and the examples of the standard; one with a letter elsewhere has none."""
    published = [row["isbn"] for row in rows("sources") if row["isbn"]]
    assert published
    for isbn in [*published, "0-306-40615-2", "978-0-306-40615-7", "0-8044-2957-X"]:
        assert is_isbn(isbn), isbn
    for text in (
        "",
        "123",
        "977-0-306-40615-8",
        "0-8044-295X-7",
        "978-0-306-40615-X",
        "0 306 40615 2",
    ):
        assert not is_isbn(text), text


@given(
    digits=st.sampled_from(("0306406152", "9780306406157")),
    place=st.integers(0, 12),
    digit=st.integers(0, 9),
)
def test_one_wrong_digit_makes_an_isbn_invalid(digits: str, place: int, digit: int) -> None:
    """A mistyped ISBN would send a reader to another book."""
    place = min(place, len(digits) - 1)
    wrong = f"{digits[:place]}{digit}{digits[place + 1 :]}"
    assert is_isbn(wrong) == (wrong == digits)


def test_nobody_is_invented() -> None:
    """The Austrian historian whom the article does not name has no name here."""
    unnamed = cells("sources")["austrian-historian"]
    assert unnamed["name_printed"] == "Austrian historian"
    assert not any(unnamed[name] for name in ("authors", "title", "year", "isbn", "doi"))


def test_a_column_says_what_an_empty_cell_means() -> None:
    """Where a cell may be empty, the description speaks of it."""
    for table, schema in SCHEMAS.items():
        for field in schema["fields"]:
            if not field.get("constraints", {}).get("required"):
                assert "mpty" in field["description"], f"{table}.{field['name']}"
