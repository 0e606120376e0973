"""Is the agreement of the coders that of a count by hand, and of the definition?

The figures were typed by hand from a count of the three files.
"""

from __future__ import annotations

import math
from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from conftest import ROOT, cells, rows
from hypothesis import given, settings
from hypothesis import strategies as st
from spoilt import COMPARED, KNOWLEDGE, TABLES, WRITTEN, assert_refused, coded, with_coders

from coding.agreement import Agreement, agreement, nominal_alpha
from method import METHOD, with_method
from transcription.refusal import Refusal
from transcription.table import Cell, Table

BLIND = ("editor", "a", "b")
STATEMENTS = TABLES["statements"]


def agreed(codings: Table = TABLES["codings"]) -> dict[str, Agreement]:
    """Compare the coders, field by field."""
    return {each.field: each for each in agreement(codings, STATEMENTS, WRITTEN.coders)}


# field: editor = a, editor = b, a = b, alpha of the three; c against what is published is 49, but for the period (48)
# field: unlike items, without the repeats
UNLIKE = {"population": 1, "period": 3, "asserted_by": 1, "repeats": 3, "sic": 1}
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
WITH_C = {"period": 48}
"""Where the later coder reads otherwise than what is published: an end that is not printed."""


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
    """Of 49 items, pair by pair, and alpha; the later coder reads what is published."""
    for field, found in agreed().items():
        *pairs, expected = AGREEMENT[field]
        assert [*found.alike.values()] == [*pairs, WITH_C.get(field, 49)], field
        assert found.items == 49
        assert found.alpha is not None
        assert round(float(found.alpha), 3) == float(expected), field


def test_every_field_that_is_compared_is_counted() -> None:
    """And no other."""
    assert list(agreed()) == COMPARED == list(AGREEMENT)


def test_alpha_of_the_published_codings_is_that_of_the_library() -> None:
    """Computed from the published codings, in which an empty cell is a value."""
    read, statements = cells("codings"), cells("statements")
    for field, found in agreed().items():
        values = [[read[f"{key}/{coder}"][field] for key in statements] for coder in BLIND]
        numbers = {value: n for n, value in enumerate(sorted({*values[0], *values[1], *values[2]}))}
        data = [[numbers[value] for value in coder] for coder in values]
        alpha = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        assert found.alpha is not None
        assert float(found.alpha) == pytest.approx(float(alpha)), field


def test_a_changed_cell_of_a_coding_changes_the_agreement() -> None:
    """One figure fewer that a reads like the editor and like b, and a lower alpha."""
    codings, before = TABLES["codings"], agreed()
    places = {codings.key(row): n for n, row in enumerate(codings.rows)}
    for field in COMPARED:
        shared = next(
            key for key in STATEMENTS.column("statement")
            if len({codings.rows[places[f"{key}/{coder}"]][field].value for coder in BLIND}) == 1
        )  # fmt: skip
        changed = list(codings.rows)
        place = places[f"{shared}/a"]
        changed[place] = {**changed[place], field: Cell("something else")}
        one, after = before[field], agreed(replace(codings, rows=tuple(changed)))[field]
        for pair, less in {("editor", "a"): 1, ("a", "b"): 1, ("editor", "b"): 0}.items():
            assert after.alike[pair] == one.alike[pair] - less, field
        assert after.alpha is not None
        assert one.alpha is not None
        assert after.alpha < one.alpha, field


def test_an_empty_cell_is_a_value() -> None:
    """Two coders who leave the same cell empty agree; one who does and one who does not, do not."""
    assert nominal_alpha([[None, None], ["1943", "1943"], [None, None]]) == 1
    found = nominal_alpha([[None, None], ["1943", None], [None, None]])
    assert found is not None
    assert found < 1


def test_alpha_is_not_defined_for_one_value() -> None:
    """Then there is nothing to agree on."""
    assert nominal_alpha([["persons", "persons"], ["persons", "persons"]]) is None


def test_a_field_that_nobody_coded_is_refused() -> None:
    """Where it is named."""
    assert_refused(["coders.toml, compared", "'weather'"], with_coders(compared=["weather"]))


def test_the_method_document_has_the_tables() -> None:
    """As the build computes them: each field with its alpha."""
    document = (ROOT / METHOD).read_text(encoding="utf-8")
    assert with_method(document, coded(KNOWLEDGE)) == document
    for field, (*pairs, found) in AGREEMENT.items():
        figures = [49, *pairs, WITH_C.get(field, 49), UNLIKE.get(field, 0), f"{float(found):.3f}"]
        assert f"| `{field}` | {' | '.join(map(str, figures))} |" in document


def test_the_interval_of_alpha_is_that_of_items_drawn_anew() -> None:
    """As a library computes it of draws of another generator; none where all agree."""
    for field, each in agreed().items():
        read = [[row[field] for row in rows("codings") if row["coder"] == one] for one in BLIND]
        codes = np.unique(read, return_inverse=True)[1].reshape(len(BLIND), -1)
        assert (each.interval is None) == bool((codes == codes[0]).all())
        if each.interval:
            draws = np.random.default_rng(1).integers(codes.shape[1], size=(150, codes.shape[1]))
            drawn = [codes[:, draw] for draw in draws if len(np.unique(codes[:, draw])) > 1]
            alphas = [krippendorff.alpha(one, level_of_measurement="nominal") for one in drawn]
            assert each.interval == pytest.approx(np.quantile(alphas, [0.025, 0.975]), abs=0.08)


def test_a_document_without_its_block_is_refused() -> None:
    """With the file and the marker."""
    with pytest.raises(Refusal, match=r"docs/method\.md.*pairs"):
        with_method("# Method\n", coded(KNOWLEDGE))
