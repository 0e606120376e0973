"""Are the figures those that a person reads in the article?

Typed by hand from the article, not copied from the build's output: a mistake that the build makes
everywhere alike is found only here. The article's own totals are checked too.
"""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from conftest import rows

HELD = """
1941 Q4 26000
1942 Q1 120000, Q2 120000, Q3 110000, Q4 100000
1943 Q1 170000, Q2 160000, Q3 190000, Q4 200000
1944 Q1 240000, Q2 370000, Q3 560000, Q4 560000
1945 Q1 1100000, Q2 2000000, Q3 1900000, Q4 1400000
1946 Q4 1100000
1947 Q4 840000
1948 Q4 500000
1949 Q4 85000
1950 Q4 29000
"""

BY_NATIONALITY = """
German,2388443,2031743,356700,15
Austrian,156681,145790,10891,7
Czech and Slovak,69977,65954,4023,6
French,23136,21811,1325,6
Yugoslav,21830,20354,1476,7
Polish,60277,57149,3128,5
Dutch,4730,4530,200,4
Belgian,2014,1833,181,9
Luxemburger,1653,1560,93,6
Spanish,452,382,70,15
Danish,456,421,35,8
Norwegian,101,83,18,18
others,3989,1062,2927,73
Total,2733739,2352672,381067,13.9
"""

# line, the words that carry the figure, the number, what is counted, who asserts it, who reports it
PROSE = """
3|Approximately three million|3000000|captured|wikipedia-article|wikipedia-article
5|381,067|381067|died|soviet-records|wikipedia-article
5|356,700|356700|died|soviet-records|wikipedia-article
5|24,367|24367|died|soviet-records|wikipedia-article
5|3,060,000|3060000|captured|maschke-commission|wikipedia-article
5|1,094,250|1094250|died|maschke-commission|wikipedia-article
5|549,360|549360|died|maschke-commission|wikipedia-article
5|542,911|542911|died|maschke-commission|wikipedia-article
5|1,979|1979|died|maschke-commission|wikipedia-article
5|ca. 3,000,000|3000000|captured|overmans|wikipedia-article
5|1.0 million|1000000|died|overmans|wikipedia-article
5|363,000|363000|died_confirmed|overmans|wikipedia-article
5|700,000|700000|died_presumed|overmans|wikipedia-article
9|120,000|120000|held|wikipedia-article|wikipedia-article
9|91,000|91000|captured|wikipedia-article|wikipedia-article
9|170,000|170000|held|wikipedia-article|wikipedia-article
9|85,000|85000|died|wikipedia-article|wikipedia-article
9|approximately 6,000|6000|repatriated|wikipedia-article|wikipedia-article
9|nearly doubled|2|growth|wikipedia-article|wikipedia-article
9|2,000,000|2000000|held|wikipedia-article|wikipedia-article
11|2.8 million|2800000|held|soviet-records|wikipedia-article
11|85,000|85000|held|wikipedia-article|wikipedia-article
11|usually 25 years|25|sentence|wikipedia-article|wikipedia-article
15|356,000|356000|died|russian-sources|overy
15|2,388,000|2388000|accounted_for|russian-sources|overy
15|2,733,739|2733739|accounted_for|krivosheev-russian-edition|wikipedia-article
15|381,067|381067|died|krivosheev-russian-edition|wikipedia-article
15|356,700|356700|died|krivosheev-russian-edition|wikipedia-article
15|24,367|24367|died|krivosheev-russian-edition|wikipedia-article
15|3.0 million|3000000|captured|western-historians|wikipedia-article
15|up to 1.0 million|1000000|died|western-historians|wikipedia-article
15|35.8 percent|35.8|died_share|beorn|wikipedia-article
17|several hundred thousand||transferred|peterson|wikipedia-article
19|thousands||transferred|new-york-times|wikipedia-article
19|6,000|6000|transferred|wikipedia-article|wikipedia-article
19|6,680|6680|transferred|soviet-interior-ministry|wikipedia-article
23|3,060,000|3060000|captured|maschke-commission|wikipedia-article
23|1,094,250|1094250|died|maschke-commission|wikipedia-article
23|549,360|549360|died|maschke-commission|wikipedia-article
23|542,911|542911|died|maschke-commission|wikipedia-article
23|1,979|1979|died|maschke-commission|wikipedia-article
23|ca. 3,000,000|3000000|captured|overmans|wikipedia-article
23|1.0 million|1000000|died|overmans|wikipedia-article
23|363,000|363000|died_confirmed|overmans|wikipedia-article
23|700,000|700000|died_presumed|overmans|wikipedia-article
53|2,733,739|2733739|captured|nkvd-figures|krivosheev
53|381,067|381067|died|nkvd-figures|krivosheev
55|2.6 million|2600000|captured|soviet-era-documents|austrian-historian
55|400,000|400000|captured|soviet-era-documents|austrian-historian
"""

# line, the words that carry the figure, of whom it speaks, its hedge, the time that it is given
READINGS = """
3|Approximately three million|german_prisoners|about|1939/1945
5|381,067|wehrmacht|unhedged|
5|356,700|german_nationals|unhedged|
5|24,367|other_nationals|unhedged|
5|3,060,000|german_military|unhedged|
5|1,094,250|german_military|unhedged|1941/1955
5|549,360|german_military|unhedged|1941/1945-04
5|542,911|german_military|unhedged|1945-05/1950-06
5|1,979|german_military|unhedged|1950-07/1955
5|ca. 3,000,000|german_prisoners|about|
5|1.0 million|german_prisoners|at_most|
5|363,000|german_prisoners|unhedged|
5|700,000|german_military|plausible|
9|120,000|german_prisoners|unhedged|1942-01/1942-03
9|91,000|stalingrad_prisoners|unhedged|1943-01/1943-03
9|170,000|german_prisoners|unhedged|1943-01/1943-03
9|85,000|stalingrad_prisoners|unhedged|
9|approximately 6,000|stalingrad_prisoners|about|1945-05/
9|nearly doubled|german_prisoners|nearly|1944-07/1944-12
9|2,000,000|german_prisoners|unhedged|1945-04
11|2.8 million|wehrmacht|unhedged|1945-05
11|85,000|german_prisoners|unhedged|1949-10
11|usually 25 years|convicted_prisoners|usual|
15|356,000|prisoners_of_war|unhedged|
15|2,388,000|prisoners_of_war|unhedged|
15|2,733,739|german_military|unhedged|
15|381,067|german_military|unhedged|
15|356,700|german_nationals|unhedged|
15|24,367|other_nationals|unhedged|
15|3.0 million|german_prisoners|estimated|
15|up to 1.0 million|german_prisoners|at_most|
15|35.8 percent|german_prisoners|unhedged|
17|several hundred thousand|german_prisoners|indefinite|1945-05
19|thousands|prisoners_of_war|indefinite|
19|6,000|german_officers|unhedged|
19|6,680|special_camp_inmates|unhedged|1945/1949
23|3,060,000|german_military|unhedged|
23|1,094,250|german_military|unhedged|1941/1955
23|549,360|german_military|unhedged|1941/1945-04
23|542,911|german_military|unhedged|1945-05/1950-06
23|1,979|german_military|unhedged|1950-07/1955
23|ca. 3,000,000|german_prisoners|about|
23|1.0 million|german_prisoners|at_most|
23|363,000|german_prisoners|unhedged|
23|700,000|german_military|plausible|
53|2,733,739|wehrmacht|unhedged|
53|381,067|wehrmacht|unhedged|
55|2.6 million|prisoners_and_civilians|unhedged|
55|400,000|civilians|unhedged|
"""

DATES = """
3|in the last year of the war|1944-05/1945-05
3|By 1950|../1950
3|in 1956|1956
9|In the first six months of Operation Barbarossa|1941-06/1941-12
9|in 1943|1943
9|In the first months of 1945|1945-01/1945-03
11|by the end of 1946|../1946-12
11|in October 1949|1949-10
11|until 1956|1956
13|until 1955|1955
19|in 1990|1990
23|of 1974|1974
53|as of 22 April 1956|1956-04-22
"""

COUNTS = ("accounted_for", "released_and_repatriated", "died_in_captivity")


def test_the_quarterly_table() -> None:
    """All 22 counts, in order, each in its quarter."""
    counts = {
        f"{line[:4]}-{count.split()[0]}": int(count.split()[1])
        for line in HELD.strip().splitlines()
        for count in line[5:].split(", ")
    }
    assert [(row["period"], int(row["prisoners"])) for row in rows("prisoners_held")] == list(
        counts.items()
    )


def test_the_table_of_nationalities() -> None:
    """All 14 rows with their five figures, in order."""
    table = list(csv.reader(io.StringIO(BY_NATIONALITY.strip())))
    read = [[row["nationality"], *(row[name].removesuffix(".0") for name in (*COUNTS, "died_percent"))]
                 for row in rows("prisoners_by_nationality")]  # fmt: skip
    assert read == table


def test_the_articles_own_totals() -> None:
    """The printed totals are the sums of their columns, and the dead and the released make up the whole."""
    table = rows("prisoners_by_nationality")
    (total,) = (row for row in table if row["row_kind"] == "total")
    parts = [row for row in table if row["row_kind"] != "total"]
    for name in COUNTS:
        assert sum(int(row[name]) for row in parts) == int(total[name])
    for row in table:
        assert int(row["released_and_repatriated"]) + int(row["died_in_captivity"]) == int(
            row["accounted_for"]
        )


def test_the_printed_percentages() -> None:
    """Each is the share of the dead, rounded to the decimals that are printed."""
    for row in rows("prisoners_by_nationality"):
        share = 100 * Decimal(row["died_in_captivity"]) / Decimal(row["accounted_for"])
        printed = row["died_percent"].removesuffix(".0")
        assert round(share, len(printed.partition(".")[2])) == Decimal(printed)


def published(*names: str) -> list[list[str]]:
    """The line of each figure of the prose, and some of its fields, in the order of the article."""
    places = {part["address"]: part for part in rows("evidence") if part["role"] == "read"}
    found = [(places[f"statements/{row['statement']}/printed"], row) for row in rows("statements")]
    found.sort(key=lambda pair: int(pair[0]["char_start"]))
    return [[place["line"], *(row[name].removesuffix(".0") for name in names)]
            for place, row in found]  # fmt: skip


def typed(lines: str) -> list[list[str]]:
    """The columns of what was typed."""
    return [line.split("|") for line in lines.strip().splitlines()]


def test_the_figures_of_the_prose() -> None:
    """All 49, in the order of the article: line, words, number, measure, and on whose word."""
    names = ("printed", "value", "measure", "asserted_by", "reported_by")
    assert published(*names) == typed(PROSE)


def test_what_the_figures_of_the_prose_mean() -> None:
    """All 49: of whom each speaks, with which hedge, and of which time."""
    assert published("printed", "population", "qualifier", "period") == typed(READINGS)


def test_the_dates_of_the_events() -> None:
    """All 13, in the order of the article."""
    lines = {part["address"]: part["line"] for part in rows("evidence") if part["role"] == "read"}
    dates = [
        [lines[f"events/{row['event']}/date_printed"], row["date_printed"], row["date"]]
        for row in rows("events")
    ]
    assert dates == typed(DATES)
