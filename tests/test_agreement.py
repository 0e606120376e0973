"""Is the agreement of the coders that of a count by hand, and of the definition?

The figures were typed by hand from a count of the three files.
"""

from __future__ import annotations

import math
from dataclasses import replace
from decimal import Decimal

import krippendorff
import pytest
from conftest import ROOT, cells
from hypothesis import given, settings
from hypothesis import strategies as st
from spoilt import CODERS, COMPARED, TABLES, assert_refused, with_coders

from coding.agreement import agreement, alpha, nominal_alpha
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


def test_alpha_of_the_worked_example() -> None:
    """Four observers, twelve units, some not observed: nominal alpha 0.743.

    Klaus Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C.
    """
    observers = ("1233 2141 2...", "1233 2241 25.3", ".333 2342 251.", "1233 2441 251.")
    items = zip(*(line.replace(" ", "") for line in observers), strict=True)
    found = nominal_alpha([value for value in item if value != "."] for item in items)
    assert found is not None
    assert round(float(found), 3) == 0.743


ITEMS = st.lists(
    st.lists(st.sampled_from([0, 1, 2, math.nan]), min_size=3, max_size=3), min_size=2, max_size=12
)


@settings(deadline=None)
@given(items=ITEMS)
def test_alpha_is_that_of_the_library(items: list[list[float]]) -> None:
    """Of three coders who left some items out, in any data that have two values."""
    given_values = [[value for value in item if not math.isnan(value)] for item in items]
    found = nominal_alpha(given_values)
    if found is not None:
        data = [list(coder) for coder in zip(*items, strict=True)]
        other = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert float(found) == pytest.approx(float(other))
    else:
        paired = {value for values in given_values if len(values) > 1 for value in values}
        assert len(paired) < 2


def test_the_agreement_is_that_of_a_count_by_hand() -> None:
    """Of 49 items, pair by pair, and alpha."""
    for field, row in cells("agreement").items():
        pairs = (row["editor_a"], row["editor_b"], row["a_b"], row["alpha"])
        assert (row["items"], *pairs) == ("49", *map(str, AGREEMENT[field])), field


def test_every_field_that_is_compared_has_its_row() -> None:
    """And no other."""
    assert list(cells("agreement")) == COMPARED == list(AGREEMENT)


def test_the_published_alpha_is_that_of_the_library() -> None:
    """Computed from the published codings, in which an empty cell is a value."""
    read, statements = cells("codings"), cells("statements")
    for field, row in cells("agreement").items():
        values = [[read[f"{coder}/{key}"][field] for key in statements] for coder in CODERS]
        numbers = {value: n for n, value in enumerate(sorted({*values[0], *values[1], *values[2]}))}
        data = [[numbers[value] for value in coder] for coder in values]
        alpha = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert float(row["alpha"]) == round(float(alpha), 3), field


def test_a_changed_cell_of_a_coding_changes_the_agreement() -> None:
    """One figure fewer that a reads like the editor and like b, and a lower alpha."""
    read, definition = TABLES["codings"], TABLES["agreement"].definition
    for before in TABLES["agreement"].rows:
        field = str(before["field"].value)
        values = read.column(field)
        shared = next(n for n in range(49) if values[n] == values[n + 49] == values[n + 98])
        changed = list(read.rows)
        changed[shared + 49] = {**changed[shared + 49], field: Cell("something else")}
        table = agreement(replace(read, rows=tuple(changed)), COMPARED, definition)
        (after,) = (row for row in table.rows if row["field"] == before["field"])
        for pair in ("editor_a", "a_b"):
            assert after[pair].value == int(str(before[pair].value)) - 1, field
        assert after["editor_b"] == before["editor_b"], field
        assert Decimal(str(after["alpha"].value)) < Decimal(str(before["alpha"].value)), field


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
