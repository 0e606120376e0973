"""Does what is known against a figure stand wherever the figure is shown, in the words of the finding?"""

from __future__ import annotations

import re

import pytest
from conftest import SCHEMAS, rows

import german_pows_ussr as pows
from german_pows_ussr import _findings
from german_pows_ussr._compare import FINDING_COLUMNS
from german_pows_ussr._package import cells_of

CELL = "prisoners_held/1945-Q2/prisoners"
COMPARISONS = {row["comparison"]: row for row in rows("findings")}
DISPUTES = {row["dispute"]: row for row in rows("disputes")}
FIELDS = {field["name"]: field for field in SCHEMAS["findings"]["fields"]}
CLAIMS = {row["figure"]: row["claim"] for row in rows("figures")}
FIGURES = sorted(
    {
        address
        for row in COMPARISONS.values()
        for side in ("left_side", "right_side")
        for address in cells_of(row[side])
        if "*" not in address
    }
)


def test_every_finding_has_its_verb() -> None:
    """The vocabulary of ``findings.finding``, no term without and none beside it."""
    terms = set(FIELDS["finding"]["vocabulary"])
    assert set(_findings.ORDER) == set(_findings.VERBS) == terms
    assert set(_findings.AT_MOST) <= terms


def test_all_findings_are_published() -> None:
    """Every row once, conflicts first, each with its title, its summary and its note."""
    found = pows.findings()
    assert tuple(found.columns) == FINDING_COLUMNS
    assert found["finding"].dropna().is_monotonic_increasing
    assert list(found["comparison"]) == list(COMPARISONS)
    texts = found.astype("string").fillna("")
    for told in texts.to_dict("records"):
        row = COMPARISONS[told["comparison"]]
        same = set(FINDING_COLUMNS) - {"says", "difference_percent"}
        assert {name: told[name] for name in same} == {name: row[name] for name in same}
        assert told["difference_percent"] == str(float(row["difference_percent"] or "nan")).replace(
            "nan", ""
        )


@pytest.mark.parametrize("every", [9, pytest.param(1, marks=pytest.mark.slow)])
def test_a_figure_has_every_finding_that_names_it(every: int) -> None:
    """Itself, its words, its bounds or another print of it; but for that it is printed again."""
    for address in FIGURES[::every]:
        prints = {each for each, claim in CLAIMS.items() if claim == CLAIMS[address]}
        concerned = {
            name: [
                side for side in ("left_side", "right_side") if prints & set(cells_of(row[side]))
            ]
            for name, row in COMPARISONS.items()
        }
        again = ("repeat", "prose_table")
        expected = {
            name
            for name, sides in concerned.items()
            if sides
            and COMPARISONS[name]["finding"]
            and not (len(sides) == 2 and COMPARISONS[name]["kind"] in again)
        }
        assert set(pows.findings(address)["comparison"]) == expected
        assert {each.comparison for each in pows.trace(address).findings} == expected
        table, row, field = address.split("/")
        for named in SCHEMAS[table]["fields"]:
            if named.get("bounds", {}).get("of") == field or named["name"] == "printed":
                told = pows.trace(f"{table}/{row}/{named['name']}").findings
                assert {each.comparison for each in told} == expected


def test_a_finding_names_the_other_figure() -> None:
    """As it is printed, on whose word and when, and how far apart the two are; from either side."""
    (table,) = (each for each in pows.trace(CELL).findings if each.dispute)
    apart = "29% apart (depends on day)"
    assert table.says == f"may conflict with 2.8 million (Soviet records, 1945-05), {apart}"
    prose = pows.trace("statements/history-soviet-held-1945/value").findings
    (same,) = (each for each in prose if each.comparison == table.comparison)
    assert same.says == f"may conflict with 2,000,000 (table of Rüdiger Overmans, 1945-Q2), {apart}"
    assert table.note == same.note == COMPARISONS["held-end-of-war"]["note"]
    assert str(same) == f"{same.says}: {same.note}"


def test_a_figure_that_is_reckoned_with_others_says_so() -> None:
    """Less its civilians, the Austrian historian's number is set against the NKVD's."""
    found = pows.findings("statements/soviet-austrian-captured/value")
    said = (
        "computed with others to 2,200,000, cannot be compared with 2,733,739 (Soviet NKVD figures)"
    )
    assert said in list(found["says"])


def test_a_maximum_is_no_equal() -> None:
    """What should not exceed another figure says so, from either side."""
    died, most = "statements/lead-commission-died/value", "statements/lead-overmans-died/value"
    says = [each.says for each in pows.trace(died).findings if each.dispute == "died-maximum"]
    assert any(one.startswith("may exceed 1.0 million (Rüdiger Overmans)") for one in says)
    above = [each.says for each in pows.trace(most).findings if each.dispute == "died-maximum"]
    assert any(one.startswith("may be exceeded by 1,094,250 (Commission") for one in above)


def test_a_row_and_a_table_have_the_findings_of_their_cells() -> None:
    """Where several figures may be meant, the sentence names its own."""
    row = pows.findings("prisoners_held/1945-Q2")
    assert list(row["comparison"]) == list(pows.findings(CELL)["comparison"])
    assert row["says"].iloc[0] == (
        "2.8 million (Soviet records, 1945-05) may conflict with 2,000,000 "
        "(table of Rüdiger Overmans, 1945-Q2), 29% apart (depends on day)"
    )
    assert set(row["comparison"]) < set(pows.findings("prisoners_held")["comparison"])


def test_what_is_no_figure_has_none() -> None:
    """An empty frame with the same columns; a trace without a finding."""
    for address in ("events", "statements/lead-captured/measure", "prisoners_held/*/population"):
        found = pows.findings(address)
        assert (len(found), tuple(found.columns)) == (0, FINDING_COLUMNS)
        if address.count("/") == 2:
            assert pows.trace(address).findings == ()
            assert "\ndispute " not in str(pows.trace(address))


def test_a_trace_tells_each_dispute_once_and_counts_the_rest() -> None:
    """Largest first, with its title and note, and how many comparisons show no conflict."""
    found = pows.trace("statements/lead-commission-died/value")
    text = " ".join(str(found).split())
    keys = list(dict.fromkeys(each.dispute for each in found.findings if each.dispute))
    assert len(keys) > 1
    told = [f"dispute {DISPUTES[key]['title']} This figure " for key in keys]
    assert [text.count(one) for one in told] == [1] * len(keys)
    assert sorted(told, key=text.index) == told
    assert all(DISPUTES[key]["note"] in text for key in keys)
    (others,) = re.findall(r"no conflict in (\d+) other comparisons", text)
    assert int(others) == sum(not each.dispute for each in found.findings)


def test_a_citation_tells_them_on_request() -> None:
    """With their notes; of a table or of the package there is nothing to tell."""
    (row,) = (DISPUTES[each.dispute] for each in pows.trace(CELL).findings if each.dispute)
    cited = pows.cite(CELL, findings=True)
    assert f" {row['title']} This figure may conflict with 2.8 million" in cited
    assert f"{row['note']} In: " in cited
    assert row["title"] not in pows.cite(CELL)
    for address in (None, "statements"):
        with pytest.raises(TypeError, match="findings are cited with a cell"):
            pows.cite(address, findings=True)


def test_a_whole_column_and_a_row_of_findings_have_their_findings() -> None:
    """Those of its cells; a sum of the column is none of a part of it; the row is one."""
    column = pows.findings("prisoners_held/*/prisoners")
    assert set(column["comparison"]) == set(pows.findings("prisoners_held")["comparison"])
    died = pows.findings("prisoners_by_nationality/*/died_in_captivity")
    assert any("*" in side for side in died["left_side"] + died["right_side"])
    danish = pows.findings("prisoners_by_nationality/Danish")
    assert not any("/*/" in side for side in danish["right_side"])
    (one,) = pows.findings("findings/held-end-of-war")["comparison"]
    assert one == "held-end-of-war"
