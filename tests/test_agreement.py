"""Is the agreement of the coders that of a count by hand, and of the definition?

The figures were typed by hand from a count of the three files.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import krippendorff
import pytest
from conftest import ROOT, cells
from spoilt_codings import CODERS, COMPARED, TABLES, assert_refused, with_coders

from coding.agreement import agreement, alpha
from publication.documents import METHOD, with_codings
from transcription.refusal import Refusal
from transcription.table import Cell

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
