"""Which figures compete, and what do they say of each other?"""

from __future__ import annotations

import pytest
from conftest import SCHEMAS, rows

import german_pows_ussr as pows
from german_pows_ussr import _compare

(MEASURES,) = (
    field["vocabulary"] for field in SCHEMAS["statements"]["fields"] if field["name"] == "measure"
)
TABLE_CELLS = {
    "held": 22,  # a series: every quarter is a figure
    "repatriated": 1, "died_share": 1,  # the total stands for the table, if the prose has it not
}  # fmt: skip


def test_every_figure_for_a_measure_is_there_once() -> None:
    """What is printed again, in prose or table, is folded; the tables' own figures come last."""
    for measure in MEASURES:
        statements = [row for row in rows("statements") if row["measure"] == measure]
        figures = pows.compare(measure)
        addresses = list(figures["address"])
        again = [
            address
            for repeats in figures["repeated_at"].dropna()
            for address in repeats.split("; ")
        ]
        found = {
            address.split("/")[1]
            for address in addresses + again
            if address.startswith("statements/")
        }
        assert {row["statement"] for row in statements} <= found
        assert len(set(addresses + again)) == len(addresses + again)
        of_tables = [address for address in addresses if not address.startswith("statements/")]
        assert len(of_tables) == TABLE_CELLS.get(measure, 0)
        assert addresses[len(addresses) - len(of_tables) :] == of_tables


def test_a_figure_is_the_published_cell() -> None:
    """Its value, its words and its address belong together, and the address can be traced."""
    for measure in MEASURES:
        for _, figure in pows.compare(measure).iterrows():
            table, rest = str(figure["address"]).split("/", 1)
            row, field = rest.rsplit("/", 1)
            found = pows.trace(table, row, field)
            if found.field == "printed":
                assert figure["value"] != figure["value"]
            else:
                assert figure["value"] == found.value
                assert figure["unit"] == found.unit
            assert found.exact in figure["printed"]
            assert found.asserted_by
            assert found.reported_by
            assert figure["asserted_by"] == found.asserted_by.source
            assert figure["reported_by"] == found.reported_by.source


def test_a_frame_of_figures_has_these_columns() -> None:
    """Strings, but for the value, its bounds, and the days of its period."""
    figures = pows.compare("died")
    assert tuple(figures.columns) == _compare.COLUMNS
    numbers, days = ["value", "low", "high"], ["period_start", "period_end"]
    assert {str(dtype) for dtype in figures[numbers].dtypes} == {"float64"}
    assert all(str(dtype).startswith("datetime64") for dtype in figures[days].dtypes)
    assert {str(dtype) for dtype in figures.drop(columns=numbers + days).dtypes} == {"string"}


def test_a_quarter_of_the_table_meets_the_months_of_the_prose() -> None:
    """Both can be asked for by the days in which they lie."""
    held = pows.compare("held").set_index("address")
    quarter = held.loc["prisoners_held/1945-Q2/prisoners"]
    assert quarter["period"] == "1945-04/1945-06"
    assert str(quarter["period_end"].date()) == "1945-06-30"
    in_may = held[(held["period_start"] <= "1945-05-31") & (held["period_end"] >= "1945-05-01")]
    assert "prisoners_held/1945-Q2/prisoners" in in_may.index
    assert any(address.startswith("statements/") for address in in_may.index)


def test_a_figure_lies_within_its_bounds() -> None:
    """Of the prose and of the tables; a count of a table printed to the unit is its own bounds."""
    for measure in ("captured", "died", "held", "died_share", "growth"):
        figures = pows.compare(measure)
        assert ((figures["low"] <= figures["value"]) & (figures["value"] <= figures["high"])).all()
        total = figures[figures["address"] == "prisoners_by_nationality/Total/died_in_captivity"]
        assert (total["low"] == total["high"]).all()


def test_the_findings_are_those_of_the_figure() -> None:
    """In words, conflicts first, those of its repeats among them."""
    for measure in MEASURES:
        for _, figure in pows.compare(measure).iterrows():
            known = pows.trace(figure["address"]).findings
            said = list(dict.fromkeys(each.says for each in known))
            assert (
                (figure["findings"] or "") == "; ".join(said) if said else figure.isna()["findings"]
            )


def test_what_a_table_prints_again_is_folded() -> None:
    """381,067 stands in four places, and 2,733,739 in three; each is one figure."""
    died = pows.compare("died").set_index("printed")["repeated_at"]
    assert died["381,067"] == (
        "statements/history-krivosheev-died/value; statements/soviet-nkvd-died/value; "
        "prisoners_by_nationality/Total/died_in_captivity"
    )
    accounted = pows.compare("accounted_for").set_index("printed")["repeated_at"]
    assert accounted["2,733,739"].endswith("; prisoners_by_nationality/Total/accounted_for")


def test_a_figure_has_the_words_of_the_statement_that_counts_so() -> None:
    """2,733,739 is printed as accounted for and again as captured, of others, on another's word."""
    for measure in MEASURES:
        statements = {row["statement"]: row for row in rows("statements")}
        for _, figure in pows.compare(measure).iterrows():
            table, key, _ = str(figure["address"]).split("/")
            if table == "statements":
                said = ["population", "asserted_by", "reported_by", "printed"]
                assert list(figure[said]) == [statements[key][name] for name in said]
                assert statements[key]["measure"] == measure


def test_the_same_people_are_compared_under_one_name() -> None:
    """The three words for the whole have one more, beside their own; no other is renamed."""
    statements = {f"statements/{row['statement']}/value": row for row in rows("statements")}
    names = {"german_military": "german_prisoners", "wehrmacht": "german_prisoners"}
    for measure in MEASURES:
        for _, figure in pows.compare(measure).iterrows():
            if figure["address"] in statements:
                printed = statements[figure["address"]]["population"]
                assert figure["population"] == printed
                assert figure["compared_as"] == names.get(printed, printed)
    shares = pows.compare("died_share")
    assert set(shares["compared_as"]) == {"german_prisoners"}
    (total,) = shares[shares["address"].str.startswith("prisoners_by_")]["population"]
    assert total == "wehrmacht"


def test_without_a_measure_the_measures_are_listed() -> None:
    """With their meaning, and as many figures as each has."""
    listed = pows.compare()
    assert dict(zip(listed["measure"], listed["meaning"], strict=True)) == MEASURES
    assert list(listed["figures"]) == [len(pows.compare(measure)) for measure in MEASURES]
    words = set(repr(listed).split())
    assert all(word in words for meaning in MEASURES.values() for word in meaning.split())


def test_an_unknown_measure_is_answered_with_known_ones() -> None:
    """The nearest, or the first of those that there are."""
    for measure, answer in {"diedd": "did you mean died", "x": "there are captured, held"}.items():
        with pytest.raises(
            pows.UnknownNameError, match=f"no measure '{measure}' in statements; {answer}"
        ):
            pows.compare(measure)


OF_A_TIME: dict[str, set[str]] = {
    "1945-05": {"statements/history-soviet-held-1945/value", "prisoners_held/1945-Q2/prisoners"},
    "1945-Q1": {"prisoners_held/1945-Q1/prisoners"},
    "1947": {"prisoners_held/1947-Q4/prisoners"},
    "1939/1940-12-31": set(),
}


def test_the_figures_of_a_time() -> None:
    """Those whose time has a day of it: a month, a quarter, a year, an interval."""
    for when, addresses in OF_A_TIME.items():
        assert set(pows.compare("held", when=when)["address"]) == addresses


def test_a_time_that_there_is_not_is_refused() -> None:
    """In words that say how one is written."""
    for when in ("19", "1945-13", "1945-Q5", "1945-Q2-01", "1945-05-32", "", "x/1945"):
        with pytest.raises(pows.UnknownNameError, match="1945-Q2, 1945-05, 1945-05-08"):
            pows.compare("held", when=when)


def test_an_undated_figure_is_of_no_time() -> None:
    """However long the time."""
    every = pows.compare("captured")
    dated = every.dropna(subset=["period"])
    assert 0 < len(dated) < len(every)
    assert list(pows.compare("captured", when="1900/2000")["address"]) == list(dated["address"])


def test_a_time_is_asked_of_a_measure() -> None:
    """The measures have none."""
    with pytest.raises(TypeError, match="with a measure"):
        pows.compare(when="1945")
