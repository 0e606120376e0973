"""Does every verdict follow from the readings, and does typing decide nothing?

The published verdicts are recomputed here from the CSV files by other code; that verdicts behave is
asked of numbers that hypothesis makes up.
"""

from __future__ import annotations

import re
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from itertools import product

from conftest import cells, rows
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from spoilt import ARTICLE, KNOWLEDGE, TABLES

from reconciliation.checks import reconcile
from reconciliation.expression import Quantity
from reconciliation.readings import Figures, Print
from reconciliation.rounding import in_millions, whole
from reconciliation.verdict import Trial, judge, restated
from transcription.definition import Readings

FINDINGS = cells("findings")
FIGURES = cells("figures")
RULES = {f"statements/{row['statement']}/value": row["bounds_rule"] for row in rows("statements")}
N = "prisoners_by_nationality"
GERMANS_ALONE = {
    # claim: what is counted of the Germans by nationality
    "soviet-nkvd-captured": f"[{N}/German/accounted_for]",
    "lead-soviet-died": f"[{N}/German/died_in_captivity]",
    "history-krivosheev-accounted": f"[{N}/German/accounted_for]",
    f"{N.replace('_', '-')}-repatriated-and-total-released": f"[{N}/German/released_and_repatriated]",
    f"{N.replace('_', '-')}-total-died-percent": f"[{N}/German/died_percent]",
    "history-soviet-held-1945": "([statements/history-soviet-held-1945/value] - 345296)",
}
Q = "prisoners_held"
OTHER_DAYS = {
    "growth-second-half-1944": [
        f"[{Q}/1945-Q1/prisoners] / [{Q}/1944-Q3/prisoners]",
        f"[{Q}/1944-Q4/prisoners] / [{Q}/1944-Q3/prisoners]",
    ],
    "most-in-last-year": [
        f"[{Q}/1945-Q3/prisoners] - [{Q}/1944-Q2/prisoners]",
        f"[{Q}/1945-Q2/prisoners] - [{Q}/1944-Q3/prisoners]",
    ],
}
Ends = tuple[float, float]


def read(address: str, way: str) -> Ends:
    """Read a figure in the widest or in the finest way, from the published tables."""
    row = FIGURES[address]
    value = float(row["value"])
    low, high = (float(row[end] or open_end) for end, open_end in
                 (("printed_low", "-inf"), ("printed_high", "inf")))  # fmt: skip
    printed = (low, high)
    known = not address.startswith("statements/") or RULES[address] in (
        "closes_a_sum", "to_the_unit", "laid_down",
    )  # fmt: skip
    if not known and row["unit"] == "persons":
        digits = f"{value:.0f}"
        zeros = len(digits) - len(digits.rstrip("0"))
        coarse = 10**zeros if zeros > 1 else 1
        place = coarse if way == "wide" else min(coarse, 10 ** (len(digits) - 2))
        low = low if low == -float("inf") else value - place / 2
        high = high if high == float("inf") else value + place / 2
    if way == "finest":
        return (max(low, 7 / 8 * value) if row["qualifier"] == "nearly" else low, high)
    if row["qualifier"] != "at_most":  # what was cut off would be no maximum
        high = max(high, value + 2 * (high - value) - (row["unit"] == "persons" and high > value))
    if row["qualifier"] in ("about", "estimated"):
        low, high = min(low, printed[0], 0.9 * value), max(high, printed[1], 1.1 * value)
    return low, high


def ends(side: str, way: str) -> Ends:
    """Compute the least and the most of an expression from the ends of its cells."""
    names = list(dict.fromkeys(re.findall(r"\[([^]]+)]", side)))
    found = [
        eval(re.sub(r"\[([^]]+)]", lambda cell: f"at['{cell[1]}']", side), {"at": dict(zip(names, corner, strict=True))})  # noqa: S307
        for corner in product(*(read(name, way) for name in names))
    ]  # fmt: skip
    return min(found), max(found)


def in_brackets(side: str) -> str:
    """Write a side that is one address as an expression."""
    return side if "[" in side else f"[{side}]"


def germans(side: str) -> str:
    """Put the Germans alone in place of all whom a Soviet source counts."""
    return re.sub(
        r"\[([^]]+)]",
        lambda cell: GERMANS_ALONE.get(FIGURES[cell[1]]["claim"], cell[0]),
        side,
    )


def expected(row: dict[str, str]) -> str:
    """Judge a published comparison again."""
    left, right = in_brackets(row["left_side"]), in_brackets(row["right_side"])
    sides = [(left, each) for each in (right, *OTHER_DAYS.get(row["comparison"], []))]
    sides += [(germans(one), germans(other)) for one, other in sides]
    held = all(f"{FIGURES.get(side, {}).get('measure')}" == "held" for side in
               (row["left_side"], row["right_side"]))  # fmt: skip
    at_most = row["relation"] == "at_most"

    def meet(one: str, other: str, way: str) -> bool:
        (low, high), (least, most) = ends(one, way), ends(other, way)
        return low <= most + 1e-9 and (at_most or least <= high + 1e-9)

    if not (held and not at_most) and not any(meet(*each, "wide") for each in sides):
        return "conflict"
    return "compatible" if all(meet(*each, "finest") for each in sides) else "undecided"


def test_every_verdict_is_recomputed_by_other_code() -> None:
    """From the figures as published; identical numbers and restated ones are the same."""
    compared = 0
    for row in FINDINGS.values():
        if row["finding"] in ("", "not_comparable") or "/*/" in row["right_side"]:
            continue
        equals = row["relation"] == "equals"
        if equals and row["left_value"] == row["right_value"]:
            assert row["finding"] == "same", row["comparison"]
        elif row["finding"] == "same":
            assert row["comparison"] in RESTATED
        else:
            assert row["finding"] == expected(row), row["comparison"]
            compared += 1
    assert compared > 40


RESTATED = {
    # the three digits or more that both sides share
    "overy-died-table": ("356", "cut"),
    "overy-accounted-table": ("2388", "rounded"),
    "beorn-commission": ("358", "rounded"),
    "died-percent-total": ("139", "rounded"),
}


def test_a_figure_is_the_same_as_another_only_in_three_digits() -> None:
    """Cut or rounded, and by digits that can be counted."""
    for name, (digits, how) in RESTATED.items():
        row = FINDINGS[name]
        short = Decimal(row["left_value"]).normalize().scaleb(0)
        assert "".join(map(str, short.as_tuple().digits)) == digits
        step = Decimal(1).scaleb(int(short.as_tuple().exponent))
        full = Decimal(row["right_value"])
        rounding = {"cut": "ROUND_DOWN", "rounded": "ROUND_HALF_UP"}[how]
        assert full.quantize(step, rounding) == short
        assert f"one is the other, {how}" in row["summary"].replace("cut off", "cut")


def test_another_reach_of_hedges_changes_no_verdict() -> None:
    """As the method document says; nor does another sense of "nearly"."""
    published = {name: row["finding"] for name, row in FINDINGS.items()}
    for hedge, nearly in (("0", "0.875"), ("0.3", "0.875"), ("0.1", "0.75"), ("0.1", "0.95")):
        definition = deepcopy(KNOWLEDGE.definitions["findings"])
        definition.readings.hedge, definition.readings.nearly = Decimal(hedge), Decimal(nearly)
        found = reconcile(ARTICLE, TABLES, definition, KNOWLEDGE.definitions["disputes"])
        assert {found.key(row): row["finding"].value or "" for row in found.rows} == published


# --------------------------------------------------------------------------------- in general

LIMITS = Readings(hedge=Decimal("0.1"), nearly=Decimal("0.875"))
COUNTS = st.one_of(
    st.integers(1, 99).map(lambda n: n * 100_000), st.integers(1, 9_999_999), st.integers(1, 999).map(lambda n: n * 10_000)
)  # fmt: skip


def figure(value: int, place: Decimal, *, hedged: bool = False, maximum: bool = False) -> Print:
    """Make a figure that is printed to a place."""
    half = Fraction(place) / 2 if place > 1 else Fraction(0)
    number = Fraction(value)
    low = None if maximum else number - half
    return Print(Quantity(number, low, number + half, "persons", maximum), hedged=hedged)


def verdict(one: Print, other: Print, *, at_most: bool = False) -> str:
    """Judge two figures."""
    trial = Trial("a test", "[one]", "[other]", at_most)
    return judge(trial, Figures({"one": one, "other": other}, LIMITS)).finding


@settings(deadline=None)
@given(left=COUNTS, right=COUNTS, hedged=st.booleans())
def test_a_verdict_is_symmetric(left: int, right: int, hedged: bool) -> None:
    """For two figures that should be the same."""
    one = figure(left, whole(str(left)), hedged=hedged)
    other = figure(right, whole(str(right)))
    assert verdict(one, other) == verdict(other, one)


@settings(deadline=None)
@given(
    tenths=st.integers(1, 99),
    right=COUNTS,
    hedged=st.booleans(),
    most=st.booleans(),
    at=st.booleans(),
)
def test_the_same_numbers_get_the_same_verdict_however_typed(
    tenths: int, right: int, hedged: bool, most: bool, at: bool
) -> None:
    """In digits, or in millions with one decimal or with two."""
    value = tenths * 100_000
    places = [
        whole(str(value)),
        in_millions(f"{tenths / 10:.1f} million"),
        in_millions(f"{tenths / 10:.2f} million"),
    ]
    other = figure(right, whole(str(right)))
    found = {
        verdict(figure(value, place, hedged=hedged, maximum=most), other, at_most=at)
        for place in places
    }
    assert len(found) == 1


@settings(deadline=None)
@given(tenths=st.integers(1, 99), right=st.integers(1, 9_999_999))
def test_a_maximum_is_not_cut_off(tenths: int, right: int) -> None:
    """A count may be: 3.0 million for 3,060,000; a maximum would be none."""
    value = tenths * 100_000
    for maximum in (True, False):
        sides = {
            "one": figure(value, Decimal(100_000), maximum=maximum),
            "other": figure(right, Decimal(1)),
        }
        found = judge(Trial("a test", "[other]", "[one]", True), Figures(sides, LIMITS))
        beyond = value + 50_000 < right < value + 100_000
        assert ("cut_off" in found.depends_on) == (beyond and not maximum)


@settings(deadline=None)
@given(left=COUNTS, right=COUNTS)
def test_a_hedge_never_makes_a_conflict(left: int, right: int) -> None:
    """What is hedged is at least as easily reconciled."""
    order = ("conflict", "undecided", "compatible")
    other = figure(right, whole(str(right)))
    plain, hedged = (
        verdict(figure(left, whole(str(left)), hedged=each), other) for each in (False, True)
    )
    assert order.index(plain) <= order.index(hedged) or plain == "compatible"


@settings(deadline=None)
@given(left=COUNTS, right=COUNTS)
def test_a_part_within_its_whole_is_no_conflict(left: int, right: int) -> None:
    """And two distant counts to the unit are one."""
    one, other = figure(left, whole(str(left))), figure(right, whole(str(right)))
    if left <= right:
        assert verdict(one, other, at_most=True) != "conflict"
    if left == right:
        assert verdict(one, other) == "compatible"
    if abs(left - right) > max(left, right) * 0.6:
        assert verdict(one, other) == "conflict"


@settings(deadline=None)
@given(value=st.integers(100_000, 999_999_999), digits=st.integers(1, 6))
def test_a_cut_or_rounded_count_is_found_again(value: int, digits: int) -> None:
    """With three digits or more; with fewer it may be chance."""
    place = 10 ** (len(str(value)) - digits)
    short = value // place * place
    assume(short != value and short % (10 * place) and place >= 100)
    one, full = figure(short, Decimal(place)).quantity, figure(value, Decimal(1)).quantity
    found = restated(one, full)
    assert found == (None if digits < 3 else "rounded" if value - short < place / 2 else "cut")
