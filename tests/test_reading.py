"""Does an editor's reading hold together?

What is curated has no characters to be checked against. It can still contradict itself: a part
larger than its whole, a repeat of something later, a date that is no date.
"""

from __future__ import annotations

import edtf
import pytest
from conftest import SCHEMAS, cells, rows

STATEMENTS = cells("statements")
ORDER = list(STATEMENTS)


def value(row: dict[str, str]) -> float:
    """The number of a statement."""
    return float(row["value"])


@pytest.mark.parametrize(
    "row", [row for row in rows("statements") if row["part_of"]], ids=lambda row: row["statement"]
)
def test_a_part_is_not_larger_than_its_whole(row: dict[str, str]) -> None:
    """It has the same unit, stands in the same section, and has the same source."""
    whole = STATEMENTS[row["part_of"]]
    assert value(row) <= value(whole)
    assert (row["unit"], row["asserted_by"], row["reported_by"]) == (
        whole["unit"], whole["asserted_by"], whole["reported_by"],
    )  # fmt: skip
    assert row["statement"].partition("-")[0] == whole["statement"].partition("-")[0]


@pytest.mark.parametrize(
    "row", [row for row in rows("statements") if row["repeats"]], ids=lambda row: row["statement"]
)
def test_a_repeat_says_an_earlier_figure_again(row: dict[str, str]) -> None:
    """It points to the first occurrence, and a note says where the wording differs."""
    first = STATEMENTS[row["repeats"]]
    assert ORDER.index(first["statement"]) < ORDER.index(row["statement"])
    assert not first["repeats"]
    assert (row["value"], row["unit"]) == (first["value"], first["unit"])
    described = ("measure", "population", "qualifier", "period", "asserted_by", "reported_by")
    if any(row[name] != first[name] for name in described):
        assert row["note"]


def test_the_section_on_german_estimates_repeats_the_lead() -> None:
    """All nine of its figures stand in the lead already, part for part."""
    repeated = {
        row["statement"]: row["repeats"]
        for row in rows("statements")
        if row["statement"].startswith("estimates-")
    }
    assert repeated == {name: name.replace("estimates-", "lead-") for name in repeated}
    assert len(repeated) == 9


def test_only_what_prints_no_number_has_no_value() -> None:
    """An indefinite quantity is kept as one, and nothing else is."""
    assert {row["printed"] for row in rows("statements") if not row["value"]} == {
        "several hundred thousand",
        "thousands",
    }
    assert all(
        (row["qualifier"] == "indefinite") == (not row["value"]) for row in rows("statements")
    )


def test_two_hops_of_attribution() -> None:
    """The article reports that Overy reports what Russian sources assert."""
    overy = STATEMENTS["history-overy-died"]
    assert (overy["asserted_by"], overy["reported_by"]) == ("russian-sources", "overy")


def test_what_is_odd_says_how() -> None:
    """Every sic has its note."""
    odd = [row for row in rows("statements") if row["sic"] == "true"]
    assert odd
    assert all(row["note"] for row in odd)


@pytest.mark.parametrize(
    "text",
    sorted({row["period"] for row in rows("statements")} | {row["date"] for row in rows("events")}),
)
def test_a_period_is_edtf(text: str) -> None:
    """An independent parser of the standard reads it."""
    if text:
        edtf.parse_edtf(text)


def test_a_source_is_used_or_says_why_it_is_here() -> None:
    """Whoever carries no figure has a note."""
    used = {row[role] for row in rows("statements") for role in ("asserted_by", "reported_by")}
    for row in rows("sources"):
        assert row["source"] in used or row["note"], row["source"]


def test_a_completed_bibliography_says_from_where() -> None:
    """A work that the article does not print in full has a note on its origin."""
    for row in rows("sources"):
        if row["isbn"] or row["doi"] or row["inferred"] == "true":
            assert " as in " in row["note"].lower(), row["source"]


@pytest.mark.parametrize("isbn", [row["isbn"] for row in rows("sources") if row["isbn"]])
def test_an_isbn_has_its_check_digit(isbn: str) -> None:
    """A mistyped ISBN would send a reader to another book."""
    digits = [10 if digit == "X" else int(digit) for digit in isbn.replace("-", "")]
    if len(digits) == 10:
        assert (
            sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11
            == 0
        )
    else:
        assert sum((3 if place % 2 else 1) * digit for place, digit in enumerate(digits)) % 10 == 0


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
