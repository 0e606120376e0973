"""Is each figure within what would be printed this way, and does the arithmetic keep to it?

``printed_low`` and ``printed_high`` follow the print alone. The cases that the method document gives are typed here
by hand; that they hold in general is asked of every form that a reader accepts.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction

import pytest
from conftest import ROOT, cells, rows, sampled
from hypothesis import assume, given
from hypothesis import strategies as st
from spoilt import missing, refusal_of_edit

from reconciliation.bounds import half_of
from reconciliation.expression import Quantity, evaluate
from reconciliation.rounding import PLACES
from transcription.readers import READERS
from transcription.refusal import Refusal

STATEMENTS = cells("statements")

BY_HAND = {
    # statement: printed_low, printed_high, rule
    "lead-captured": ("2500000.0", "3500000.0", "rounded"),
    "lead-soviet-died-germans": ("356700.0", "356700.0", "closes_a_sum"),
    "lead-commission-captured": ("3055000.0", "3065000.0", "rounded"),
    "lead-commission-died": ("1094250.0", "1094250.0", "closes_a_sum"),
    "lead-overmans-captured": ("2500000.0", "3500000.0", "rounded"),
    "lead-overmans-died": ("", "1050000.0", "limit"),
    "lead-overmans-died-confirmed": ("362500.0", "363500.0", "rounded"),
    "lead-overmans-died-presumed": ("650000.0", "750000.0", "rounded"),
    "history-growth-1944": ("1.5", "2.0", "nearly"),
    "history-held-1945": ("1500000.0", "2500000.0", "rounded"),
    "history-soviet-held-1945": ("2750000.0", "2850000.0", "rounded"),
    "history-sentence": ("25.0", "25.0", "laid_down"),
    "history-overy-died": ("355500.0", "356500.0", "rounded"),
    "history-western-captured": ("2950000.0", "3050000.0", "rounded"),
    "history-western-died": ("", "1050000.0", "limit"),
    "history-beorn-died-share": ("35.75", "35.85", "rounded"),
    "history-peterson-transferred": ("", "", ""),
    "history-nyt-transferred": ("", "", ""),
    "history-inmates-transferred": ("6680.0", "6680.0", "to_the_unit"),
    "soviet-nkvd-captured": ("2733739.0", "2733739.0", "to_the_unit"),
    "soviet-austrian-captured": ("2550000.0", "2650000.0", "rounded"),
}


def test_the_bounds_worked_out_by_hand() -> None:
    """And the rule by which they come about."""
    columns = ("printed_low", "printed_high", "bounds_rule")
    assert {key: tuple(STATEMENTS[key][name] for name in columns) for key in BY_HAND} == BY_HAND


def test_the_columns_of_the_drawn_tables() -> None:
    """The quarterly counts to two digits; the shares to the percent, that of the total to the tenth."""
    held, shares = cells("prisoners_held"), cells("prisoners_by_nationality")
    assert (held["1945-Q2"]["printed_low"], held["1945-Q2"]["printed_high"]) == (
        "1950000",
        "2050000",
    )
    assert (held["1949-Q4"]["printed_low"], held["1949-Q4"]["printed_high"]) == ("84500", "85500")
    assert (held["1941-Q4"]["printed_low"], held["1941-Q4"]["printed_high"]) == ("25500", "26500")
    assert (held["1942-Q4"]["printed_low"], held["1942-Q4"]["printed_high"]) == ("99500", "105000")
    found = {name: (shares[name]["died_percent_printed_low"], shares[name]["died_percent_printed_high"])
             for name in ("Spanish", "Total")}  # fmt: skip
    assert found == {"Spanish": ("14.5", "15.5"), "Total": ("13.85", "13.95")}


def test_no_margin_is_typed() -> None:
    """Neither in the knowledge of this article nor in what it publishes."""
    for path in (ROOT / "scripts/article").iterdir():
        if path.is_file():
            assert "tolerance" not in path.read_text(encoding="utf-8"), path


def test_a_value_lies_within_its_bounds() -> None:
    """Every published one."""
    for table, name in (("statements", "value"), ("prisoners_held", "prisoners")):
        for row in rows(table):
            if row[name]:
                low, high = (row[side] or row[name] for side in ("printed_low", "printed_high"))
                assert Decimal(low) <= Decimal(row[name]) <= Decimal(high), row


def test_an_open_end_stays_open() -> None:
    """A maximum has no low end, a minimum no high one, and so have the sums in which they stand."""
    cells = {
        "a": Quantity(Fraction(4), Fraction(4), Fraction(4)),
        "m": Quantity(Fraction(2), None, Fraction(3), maximum=True),
        "n": Quantity(Fraction(2), Fraction(1), None),
    }
    expected = {
        "[m]": (None, 3),
        "100 * [m] / [a]": (None, 75),
        "[a] - [m]": (1, None),
        "[m] + [n]": (None, None),
        "[n] / [a]": (Fraction(1, 4), None),
    }
    for expression, ends in expected.items():
        found = evaluate(expression, cells, "a test")
        assert (found.low, found.high) == ends, expression
    for expression in ("[a] / [m]", "[a] / ([a] + [n])"):
        with pytest.raises(Refusal, match="its divisor may be nothing"):
            evaluate(expression, cells, "a test")


def test_the_unit_says_what_has_no_halves() -> None:
    """If people were no count, every figure printed to the unit would be rounded like a share."""
    message = refusal_of_edit("scripts/article/statements.toml", "counts = true, ", "")
    assert "fields.bounds_rule: no row uses 'to_the_unit'" in message


# --------------------------------------------------------------------------------- in general

COUNTS = st.integers(min_value=1, max_value=10**9)
FORMS = st.one_of(
    COUNTS.map("{:,}".format).map(lambda text: ("integer", text)),
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1).map(lambda n: ("millions", f"{n} million")),
    st.sampled_from(["three million", "six", "ten thousand", "two hundred"]).map(lambda t: ("number_words", t)),
    st.integers(0, 100).map(lambda n: ("percent_sign", f"{n}%")),
    st.decimals(0, 100, places=2).map(lambda n: ("percent_word", f"{n} percent")),
    st.sampled_from(["doubled", "tripled"]).map(lambda text: ("multiple", text)),
    st.integers(2, 99).map(lambda n: ("years", f"{n} years")),
)  # fmt: skip


def interval(reader: str, words: str) -> tuple[Fraction, Fraction]:
    """The interval of a printed figure."""
    read = READERS[reader]
    value = Fraction(str(read(words)))
    half = half_of(PLACES[reader](words), counted=read.unit is None)
    return value - half, value + half


@given(form=FORMS)
def test_every_form_has_its_value_within_its_bounds(form: tuple[str, str]) -> None:
    """Whatever a reader of figures accepts."""
    reader, words = form
    low, high = interval(reader, words)
    assert low <= Fraction(str(READERS[reader](words))) <= high


def test_every_reader_of_figures_has_its_rule() -> None:
    """Those that statements and drawn tables use for what they count."""
    used = set()
    for path in (ROOT / "scripts/article").glob("*.toml"):
        fields = tomllib.loads(path.read_text(encoding="utf-8")).get("fields", {})
        used |= {reader for field in fields.values() if field.get("counts_as") == "figure"
                 for reader in field["readers"] if reader != "verbatim"}  # fmt: skip
    assert used <= set(PLACES)
    assert set(tomllib.loads((ROOT / "scripts/article/statements.toml").read_text(encoding="utf-8"))
               ["fields"]["value"]["readers"]) <= set(PLACES)  # fmt: skip


@given(count=COUNTS, zeros=st.integers(2, 6))
def test_more_digits_have_narrower_bounds_within_those_of_the_rounding(
    count: int, zeros: int
) -> None:
    """A count, and the same rounded to fewer digits."""
    rounded = round(count, -zeros)
    assume(rounded > 0)
    low, high = interval("integer", f"{count:,}")
    wide_low, wide_high = interval("integer", f"{rounded:,}")
    assert wide_low <= count <= wide_high
    if high - low <= 10**zeros:
        assert high - low <= wide_high - wide_low


@given(number=st.decimals(min_value=1, max_value=99, places=2))
def test_a_decimal_lies_within_the_bounds_of_its_rounding(number: Decimal) -> None:
    """One more decimal makes the interval ten times as narrow."""
    low, high = interval("percent_word", f"{number} percent")
    wide_low, wide_high = interval("percent_word", f"{round(number, 1)} percent")
    assert wide_low <= Fraction(str(number)) <= wide_high
    assert (wide_high - wide_low) == 10 * (high - low)


NUMBERS = st.integers(6, 6000).map(lambda number: Fraction(number, 6))
SHARES = st.integers(0, 60).map(lambda number: Fraction(number, 60))
EXPRESSIONS = [
    "[a] + [b]", "[a] - [b]", "[a] / [b]", "100 * [a] / [b]", "[a] / ([a] + [b])",
    "[a] * [b] - [c]", "([a] + [b]) / [c]", "-[a] + [b] + [c]", "[a] / [b] - [c]",
]  # fmt: skip


@given(
    expression=st.sampled_from(EXPRESSIONS),
    ends=st.lists(st.tuples(NUMBERS, NUMBERS), min_size=3, max_size=3),
    drawn=st.lists(SHARES, min_size=3, max_size=3),
)
def test_an_interval_holds_every_result_of_its_values(
    expression: str, ends: list[tuple[Fraction, Fraction]], drawn: list[Fraction]
) -> None:
    """Wherever within their bounds the figures lie; what stands above and below is one quantity."""
    cells, inside = {}, {}
    for name, (one, other), part in zip("abc", ends, drawn, strict=True):
        low, high = min(one, other), max(one, other)
        middle = low + part * (high - low)
        cells[name] = Quantity(low, low, high)
        inside[name] = Quantity(middle, middle, middle)
    found = evaluate(expression, cells, "a test")
    assert min(found.ends) <= evaluate(expression, inside, "a test").value <= max(found.ends)


def test_a_figure_above_and_below_a_division_is_one_quantity() -> None:
    """As two it would make a share of more than all of them possible."""
    cells = {"a": Quantity(Fraction(2), Fraction(1), Fraction(3)),
             "b": Quantity(Fraction(1), Fraction(1), Fraction(1))}  # fmt: skip
    share = evaluate("[a] / ([a] + [b])", cells, "a test")
    assert share.ends == (Fraction(1, 2), Fraction(3, 4))


def test_a_typed_decimal_is_itself() -> None:
    """And not the float nearest to it."""
    cells = {"a": Quantity(Fraction(1), Fraction(1), Fraction(1))}
    assert evaluate("0.1 * [a] + 0.2", cells, "a test").value == Fraction(3, 10)


ONE = Fraction(1)
WITH_UNITS = {name: Quantity(ONE, ONE, ONE, "persons") for name in "ab"}
WITH_UNITS["s"] = Quantity(ONE, ONE, ONE, "percent")


def test_a_formula_has_the_unit_of_its_cells() -> None:
    """A sum that of its parts, a quotient of two counts none."""
    units = {
        "[a] + [b]": "persons",
        "100 * [a] / [b]": "",
        "[a] / 2 - -[b]": "persons",
        "[s] * 2": "percent",
    }
    assert {each: evaluate(each, WITH_UNITS, "a test").unit for each in units} == units


def test_units_are_not_mixed() -> None:
    """People with percent, a count with a pure number, people times percent."""
    for expression in ("[a] + [s]", "[a] + 1", "[a] * [s]", "1 / [a]", "[s] / [a]"):
        with pytest.raises(Refusal, match="it mixes"):
            evaluate(expression, WITH_UNITS, "a test")


def test_a_maximum_stays_one_above_a_division_only() -> None:
    """What is divided by a maximum, or lessened by it, has no upper end by it."""
    cells = {"a": Quantity(ONE, ONE, ONE), "m": Quantity(ONE, Fraction(0), ONE, maximum=True)}
    for expression, expected in {"[m] / [a]": True, "[a] + [m]": True, "[a] - [m]": False}.items():
        assert evaluate(expression, cells, "a test").maximum is expected


REFUSED = (
    "[a] * [a]", "[a] - [a]", "[a] + 2 / [a]", "rand()", "[a] ** 2", "[a] // 2", "[a] % 2", "+[a]",
    "[a] if 1 else 2", "[a] < 2", "[a] and 2", "[a].real", "([a], 2)", "[a] + '2'", "[a] + True",
    "[a] + 1j", "[a] + 1e999", "[a] + a", "[a] + cell1", "(b := [a])", "[x]", "[a] /", "[a] [a]",
    "", "1 / ([a] - 2)", "[a] / 0", "-" * 100_000 + "[a]", "(" * 300 + "[a]" + ")" * 300,
    "1" + " + 1" * 20_000 + " + [a]",
)  # fmt: skip


def test_what_cannot_be_carried_is_refused() -> None:
    """An uncertain figure twice, other operations, unknown names and cells, zero below, no formula."""
    cells = {"a": Quantity(Fraction(2), Fraction(1), Fraction(3))}
    for expression in REFUSED:
        with pytest.raises(Refusal, match="a test"):
            evaluate(expression, cells, "a test")


# --------------------------------------------------------------------------- knowledge that is wrong

N = "scripts/article/prisoners_by_nationality.toml"
H = "scripts/article/prisoners_held.toml"
S = "scripts/article/statements.toml"
FAULTS = {
    "place that no share is printed to": (N, "precision = { to = 1, rows = { Total = 0.1 } }", "precision = { to = 0.1, rows = { Total = 0.1 } }",
        ["'15%' is not printed to 0.1", N]),
    "row that there is not": (N, "rows = { Total = 0.1 }", "rows = { Totl = 0.1 }", [N, "precision names the row 'Totl'"]),
    "place that is none": (N, "rows = { Total = 0.1 }", "rows = { Total = 0.05 }", [N, "places that are powers of ten"]),
    "digits that no count has": (H, "precision = { digits = 2 }", "precision = { digits = 5 }", [H, "no figure of the column is printed to its precision"]),
    "fewer digits than a count has": (H, "precision = { digits = 2 }", "precision = { digits = 1 }", ["'26,000' is not printed to 1E+4", H]),
    "precision that says nothing": (H, "precision = { digits = 2 }", "precision = {}", [H, "precision has digits or to"]),
    "bounds of no field": (H, 'bounds = { of = "prisoners", side = "low" }', 'bounds = { of = "prisoner", side = "low" }', [H, "no field 'prisoner'"]),
    "sums along no field": (S, 'sums_by = "part_of"', 'sums_by = "parts"', [S, "no field 'parts'"]),
    "population of no row": (N, 'Total = "wehrmacht"\n', 'Totl = "wehrmacht"\nTotal = "wehrmacht"\n', [N, "populations_of_rows: 'Totl' stands there or in the table only"]),
    "row without a population": (N, 'Danish = "danish_nationals"\n', "", [N, "populations_of_rows: 'Danish' stands there or in the table only"]),
}  # fmt: skip


@sampled(FAULTS, every=3)
def test_wrong_knowledge_of_the_print_stops_the_build(names: list[str]) -> None:
    """In one line that names the file."""
    for path, old, new, words in map(FAULTS.__getitem__, names):
        assert missing(words, refusal_of_edit(path, old, new)) == []
