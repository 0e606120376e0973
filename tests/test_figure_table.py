"""Does the table of figures have every printed figure once, and is each claim one?

Counted here from the article alone: a list of its number words and digits, and the cells of its
drawn lines, with no function of the build.
"""

from __future__ import annotations

import re
from collections import Counter

import duckdb
import pyarrow.parquet as pq
from conftest import ARTICLE, ROOT, cells, rows, sampled, typed
from spoilt import missing, refusal_of_edit

FIGURES = rows("figures")
BY_ADDRESS = {row["figure"]: row for row in FIGURES}

LINES = ARTICLE.split("\n")
SECTIONS = {n: line.strip("=") for n, line in enumerate(LINES, 1) if re.match(r"==[^=]", line)}
DATES = re.compile(
    r"\b(?:1941 to April 1945|May 1945 to June 1950|July 1950 to 1955|22 April 1956|report of 1974)\b"
    r"|\b(?:19[3-5]\d|1990|2000)(?:–\d\d)?\b|World War II|Page 246|6th Army|one of the NKVD|first (?:six )?months"
)
NUMBERS = re.compile(
    r"\d[\d,]*(?:\.\d+)?(?: million| percent)?|\bthree million\b|\bhundred thousand\b|\bthousands\b|\bdoubled\b"
)


def counted() -> list[tuple[int, str]]:
    """List each printed figure by its line and its number words, from the text alone."""
    found = []
    for number, line in enumerate(LINES, 1):
        if line.startswith("|"):
            *labels, last = [cell.strip() for cell in line.strip("|").split("|")]
            printed = [last] if len(labels) == 2 else [*labels[1:], last]
            found += [(number, cell) for cell in printed if cell[:1].isdigit()]
        elif number < 74 and not line.startswith(("=", "Source", "Figures", "  -")):
            prose = DATES.sub("", re.sub(r"first half|second half", "", line))
            found += [(number, words) for words in NUMBERS.findall(prose)]
    return found


def test_every_printed_figure_stands_there_once() -> None:
    """127, found by other means: 49 in the prose, 22 and 56 in the tables, in the same order."""
    expected = counted()
    assert len(expected) == len(FIGURES) == len(BY_ADDRESS) == 127
    for (line, words), row in zip(expected, FIGURES, strict=True):
        assert (int(row["line"]), words in row["printed"]) == (line, True), (line, words, row)
    assert Counter(row["figure"].split("/")[0] for row in FIGURES) == {
        "statements": 49, "prisoners_held": 22, "prisoners_by_nationality": 56,
    }  # fmt: skip


def test_a_figure_stands_in_its_sentence() -> None:
    """The words are those of the article; a row of a table has its blank year filled in."""
    for row in FIGURES:
        line = LINES[int(row["line"]) - 1]
        assert row["printed"] in row["sentence"]
        drawn = line.startswith("|")
        around = (
            [cell.strip() for cell in line.strip("|").split("|")] if drawn else [row["sentence"]]
        )
        assert all(words in (row["sentence"] if drawn else line) for words in around), row
        heading = max((n for n in SECTIONS if n < int(row["line"])), default=0)
        assert row["section"] == SECTIONS.get(heading, "lead")
    assert BY_ADDRESS["prisoners_held/1945-Q2/prisoners"]["sentence"] == "1945 | II | 2,000,000"


def test_the_four_printings_of_one_count_are_one_claim() -> None:
    """381,067 stands in three places of the prose and in the total of the table."""
    claim = {row["figure"]: row["custody"] for row in FIGURES if row["claim"] == "lead-soviet-died"}
    assert claim == {
        "statements/lead-soviet-died/value": "nkvd_camps",
        "statements/history-krivosheev-died/value": "",
        "statements/soviet-nkvd-died/value": "captivity",
        "prisoners_by_nationality/Total/died_in_captivity": "captivity",
    }
    assert {row["printed"] for row in FIGURES if row["value"] == "381067.0"} == {"381,067"}
    assert [row["claim"] for row in FIGURES if row["value"] == "381067.0"] == [
        "lead-soviet-died"
    ] * 4
    total = "prisoners_by_nationality/Total/accounted_for"
    assert BY_ADDRESS[total]["claim"] == "history-krivosheev-accounted"
    assert BY_ADDRESS[total]["varies"] == "measure; population; period; asserted_by"


def test_a_claim_has_one_value_and_one_topic() -> None:
    """And says in which columns its printings differ."""
    columns = ("measure", "population", "custody", "period", "asserted_by")
    for claim in {row["claim"] for row in FIGURES}:
        printings = [row for row in FIGURES if row["claim"] == claim]
        assert len({(row["value"], row["topic"]) for row in printings}) == 1, claim
        differing = [name for name in columns if len({row[name] for row in printings}) > 1]
        assert {row["varies"] for row in printings} == {"; ".join(differing)}, claim


def test_a_figure_says_what_its_cell_says() -> None:
    """Value, measure, speaker and bounds are those of the statement, or of the table and its row."""
    for row in typed("figures"):
        table, key, field = re.fullmatch(r"(\w+)/(.+)/(\w+)", str(row["figure"])).groups()  # type: ignore[union-attr]
        cell = cells(table)[key]
        if row["value"] is not None:
            assert row["value"] == float(cell[field])
        if table == "statements":
            shared = set(cell) & set(row) - {"value", "printed_low", "printed_high"}
            assert {name: cell[name] for name in shared} == {
                name: str(row[name]) if row[name] is not None else "" for name in shared
            }
        elif field != "died_percent":
            low, high = (
                float(cell.get(side) or cell[field]) for side in ("printed_low", "printed_high")
            )
            assert (row["printed_low"], row["printed_high"]) == (low, high)


def test_what_died_is_found_under_one_topic() -> None:
    """By anybody who asks the Parquet file, with who says it: confirmed, presumed and shares too."""
    path = ROOT / "resources/figures.parquet"
    asked = duckdb.sql(f"select asserted_by_name, printed from '{path}' where topic = 'died'")
    assert asked
    found = asked.fetchall()
    assert len(found) == 53
    for line in (("Rüdiger Overmans", "363,000"), ("Rüdiger Overmans", "700,000"),
                 ("Waitman Wade Beorn", "35.8 percent"), ("Soviet NKVD figures", "13.9%")):  # fmt: skip
        assert line in found


def test_the_work_behind_a_claim() -> None:
    """One that any of its speakers is, a named one before an inferred one; none where none is."""
    works = {
        "statements/lead-soviet-died/value": "krivosheev-russian-edition",
        "prisoners_held/1945-Q2/prisoners": "overmans-2000",
        "statements/lead-commission-died/value": "maschke-commission",
        "statements/lead-captured/value": "",
        "statements/lead-overmans-died/value": "",
    }
    assert {address: BY_ADDRESS[address]["work"] for address in works} == works


def test_the_quarters_join_with_the_table_of_quarters() -> None:
    """On the period, 22 rows, each with its own number."""
    held = {row["period"]: row["prisoners"] for row in rows("prisoners_held")}
    joined = {row["period"]: row["value"] for row in FIGURES if row["period"] in held}
    assert {period: float(value) for period, value in joined.items()} == {
        period: float(value) for period, value in held.items()
    }
    assert sum(row["period"] in held for row in FIGURES) == 22


def test_the_codes_of_the_states() -> None:
    """Typed by hand; neither the residual nor the total has one."""
    table = cells("prisoners_by_nationality")
    codes = {
        "German": ("DEU", 255), "Austrian": ("AUT", 305), "Czech and Slovak": ("CSK", 315), "French": ("FRA", 220),
        "Yugoslav": ("YUG", 345), "Polish": ("POL", 290), "Dutch": ("NLD", 210), "Belgian": ("BEL", 211),
        "Luxemburger": ("LUX", 212), "Spanish": ("ESP", 230), "Danish": ("DNK", 390), "Norwegian": ("NOR", 385),
    }  # fmt: skip
    for row, (iso, number) in codes.items():
        found = (table[row]["iso3166"], float(table[row]["cow"]), float(table[row]["gwcode"]))
        assert found == (iso, number, number), row
    for row in ("others", "Total"):
        assert {table[row][name] for name in ("iso3166", "cow", "gwcode")} == {""}
    assert {(row["period"], row["period_end"]) for row in table.values()} == {
        ("../1956-04-22", "1956-04-22")
    }


def test_whole_numbers_are_small_in_parquet() -> None:
    """Every one fits 32 bits."""
    for path in (ROOT / "resources").glob("*.parquet"):
        types = {str(field.type) for field in pq.read_schema(path)}
        assert types <= {"string", "int32", "double", "bool", "date32[day]"}, path.name


FINDINGS = "scripts/article/findings.toml"
N = "scripts/article/prisoners_by_nationality.toml"
S = "scripts/article/statements.toml"
FAULTS = {
    "measure without a topic": (FINDINGS, 'growth = { called = "growth", topic = "held" }', 'growth = { called = "growth" }',
        [FINDINGS, "measures.growth: the topic is None; there are captured, held"]),
    "topic that is unknown": (FINDINGS, 'called = "growth", topic = "held"', 'called = "growth", topic = "hold"', ["measures.growth: the topic is 'hold'"]),
    "repeat of another value": (FINDINGS, 'kind = "repeat"\nleft = "[prisoners_by_nationality/German/died_in_captivity]"', 'kind = "repeat"\nleft = "[prisoners_by_nationality/Austrian/died_in_captivity]"',
        ["prisoners_by_nationality/Austrian/died_in_captivity: its value is 10891", "that of statements/lead-soviet-died-germans/value", "is 356700"]),
    "repeat of another topic": (FINDINGS, 'kind = "prose_table"\nleft = "[statements/history-held-1942/value]"\nright = "[prisoners_held/1942-Q1/prisoners]"', 'kind = "repeat"\nleft = "[statements/history-held-1949/value]"\nright = "[statements/history-stalingrad-died/value]"',
        ["statements/history-held-1949/value: its topic is held", "statements/history-stalingrad-died/value", "is died"]),
    "code without knowledge": (N, 'knowledge = "Assigned by the editor from ISO', 'unit = "Assigned by the editor from ISO',
        [N, "fields.iso3166: a column with by_row has knowledge"]),
    "code of no row": (N, 'Danish = "DNK"', 'Dane = "DNK"', [N, "fields.iso3166.by_row", "Dane, Danish"]),
    "code of another type": (N, 'Danish = "DNK"', "Danish = 208", [N, "fields.iso3166.by_row, Danish: 208 is no string"]),
    "date of the table that is none": (N, '"../1956-04-22" = "as of 22 April 1956"', '"../1956-13" = "as of 22 April 1956"', [N, "'../1956-13' is no date in EDTF"]),
    "custody by other words": (S, 'percent of German POWs died" }\ncustody = { soviet_custody =', 'percent of German POWs died" }\ncustody = { captivity =',
        ["history-beorn-died-share, custody", "'captivity' needs one of in captivity, in Soviet captivity"]),
    "custody wider than itself": (S, 'within = ["captivity", "soviet_hands"', 'within = ["nkvd_camps", "soviet_hands"', [S, "fields.custody: the terms within which others lie"]),
    "terms of no table": ("scripts/article/figures.toml", 'title = "Custody"\ntype = "string"\norigin = "derived"\nterms_of = "statements"', 'title = "Custody"\ntype = "string"\norigin = "derived"\nterms_of = "events"',
        ["fields.custody: events/custody has no vocabulary"]),
}  # fmt: skip


@sampled(FAULTS, every=6)
def test_wrong_knowledge_of_a_figure_stops_the_build(names: list[str]) -> None:
    """In one line that names the entry."""
    for name in names:
        path, old, new, words = FAULTS[name]
        assert missing(words, refusal_of_edit(path, old, new)) == [], name
