"""What an editor might have done to the article, each revision with what has to be told of it.

What is expected is worked out from the places in the published tables alone: an address whose words
share a character with an edit has changed, one whose words were dropped is gone. So nothing that
aligns texts judges itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from conftest import ARTICLE
from expected import Address, fragments, lost, touched


def unchanged(text: str) -> str:
    """No further edit."""
    return text


@dataclass(frozen=True)
class Revision:
    """What an editor did, each edit with the words before it, which make it unique.

    ``rows`` are the rows of drawn tables that were dropped. ``also`` are addresses that changed
    though none of their words did. ``to`` is done to the text in the end: it adds what is ``new``
    and moves lines, but touches no published word.
    """

    done: str
    changed: tuple[tuple[str, str, str], ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    also: tuple[Address, ...] = ()
    to: Callable[[str], str] = unchanged

    def text(self) -> str:
        """The revised text."""
        edits = [(*place(before, old), new) for before, old, new in self.changed]
        edits += [(*place(before, old), "") for before, old in self.dropped]
        text = ARTICLE
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return self.to(text)

    def gone(self) -> set[Address]:
        """The addresses that are gone."""
        rows = [one for one in fragments() if "/".join(one.row) in self.rows]
        own = [one for one in rows if not one.sentence]  # what stands in prose stays
        named = {
            one.address for one in fragments()
            if one.row[1] == "*"
            and any(one.start < each.end and each.start < one.end for each in own)
        }  # fmt: skip
        return {one.address for one in own} | named | lost(place(*edit) for edit in self.dropped)

    def altered(self) -> set[Address]:
        """The addresses that changed."""
        edits = [place(before, old) for before, old, _ in self.changed]
        dropped = [place(*edit) for edit in self.dropped]
        return touched([*edits, *dropped]) - self.gone() | {*self.also}


def place(before: str, words: str) -> tuple[int, int]:
    """Where some words stand behind others."""
    (match,) = re.finditer(re.escape(before + words), ARTICLE)
    return match.start() + len(before), match.end()


def moved(first: str, behind: str) -> Callable[[str], str]:
    """The paragraph that begins with some words, moved behind the one that begins with others."""

    def move(text: str) -> str:
        paragraphs = text.split("\n\n")
        (one,) = (each for each in paragraphs if each.startswith(first))
        paragraphs.remove(one)
        (at,) = (n for n, each in enumerate(paragraphs) if each.startswith(behind))
        return "\n\n".join([*paragraphs[: at + 1], one, *paragraphs[at + 1 :]])

    return move


def put(before: str, words: str) -> Callable[[str], str]:
    """Some words put behind others."""

    def add(text: str) -> str:
        assert text.count(before) == 1, before
        return text.replace(before, before + words)

    return add


def both(*edits: Callable[[str], str]) -> Callable[[str], str]:
    """One edit after the other."""

    def edit(text: str) -> str:
        for each in edits:
            text = each(text)
        return text

    return edit


def with_column(text: str) -> str:
    """The table of nationalities with a column more, and its rows in another order."""
    lines = text.split("\n")
    drawn = [n for n, line in enumerate(lines) if line.startswith("| ") and line.count("|") == 6]
    cells = [lines[n].split("|") for n in drawn]
    grown = [
        [*row[:3], " Missing " if n == 0 else f" {n},001 ", *row[3:]] for n, row in enumerate(cells)
    ]
    ordered = [grown[0], *sorted(grown[1:])]
    for n, row in zip(drawn, ordered, strict=True):
        lines[n] = "|".join(row)
    return "\n".join(lines)


KRIVOSHEEV = (
    "In his revised Russian language edition of Soviet Casualties and Combat Losses, Krivosheev put the number of German "
    "military POWs at 2,733,739 and dead at 381,067 (356,700 German nationals and 24,367 from other nations). "
)
OVERMANS = (
    "According to German historian Rüdiger Overmans ca. 3,000,000 POWs were taken by the USSR; he put the "
    '"maximum" number of German POW deaths in Soviet hands at 1.0 million. '
)
OFFICERS = (
    "It is known that 6,000 German officers were sent from the West to the Sachsenhausen concentration camp (one of the "
    "NKVD special camps at the time) and from there to POW camps. "
)

REVISIONS = {
    "nothing": Revision("nothing"),
    "of-all-kinds": Revision(
        "a figure changed in a table and one in the prose, a qualifier turned round, a speaker exchanged, a name restored, a sentence dropped, one with a figure added, a row added and one dropped, a paragraph moved",
        changed=(
            ("| Polish | 60,277 | ", "57,149", "57,150"),  # a figure in a table
            ("state that ", "356,000", "357,000"),  # one in the prose
            ("by the USSR and ", "up to", "at least"),  # a qualifier turned round
            ("According to ", "Edward Peterson", "Andrew Rigby"),  # a speaker exchanged
            ("However Austrian historian", "", " Karner"),  # a name restored
        ),
        dropped=(("Soviet captivity. ", KRIVOSHEEV),),
        rows=("prisoners_by_nationality/Danish",),
        new=("12,345", "| Swiss | 1,200 | 1,100 | 100 | 8% |"),
        to=both(
            put("were not released until 1955.", " Another 12,345 were released in Vienna."),
            put("| Spanish | 452 | 382 | 70 | 15% |\n", "| Swiss | 1,200 | 1,100 | 100 | 8% |\n"),
            lambda text: text.replace("| Danish | 456 | 421 | 35 | 8% |\n", ""),
            moved("According to a report", "A total of 2.8 million"),
        ),
    ),
    "of-repeated-figures": Revision(
        "one of three 381,067 changed, one of two 3,060,000, one of two 6,000; of two sentences nearly the same the first dropped; a sentence moved to another section",
        changed=(
            ("taken with ", "381,067", "381,066"),  # one of three
            ("they found that ", "3,060,000", "3,061,000"),  # one of two sentences that are much alike
            ("only approximately ", "6,000", "7,000"),  # another 6,000 stands below
        ),
        dropped=(("from July 1950 to 1955). ", OVERMANS),),  # nearly the same sentence stays below
        to=both(
            lambda text: text.replace(OFFICERS, ""),
            lambda text: text.replace("The West German government set up", OFFICERS + "The West German government set up"),
        ),
    ),
    "of-tables": Revision(
        "a row renamed, two headings changed, a column added, the rows sorted, a row added below, and the row dropped that prints the year for those below",
        changed=(
            ("| ", "Czech and Slovak", "Czechoslovak"),
            ("| Total accounted", " prisoners of war", " prisoners"),
            ("| Year | Quarter | Number of ", "German POWs", "prisoners"),
        ),
        rows=("prisoners_held/1943-Q1",),  # the first row of a year, which prints it for those below
        new=("Missing", "| 1951 | I | 20,000 |"),
        to=both(
            lambda text: text.replace("| 1943 | I | 170,000 |\n| | II |", "| 1943 | II |"),
            put("| 1950 | IV | 29,000 |\n", "| 1951 | I | 20,000 |\n"),
            with_column,
        ),
    ),
    "of-clauses": Revision(
        "a speaker put otherwise, a figure and its date changed, a hedge added where there was none, a sentence parted, a section with a year added, a paragraph moved",
        changed=(
            ("at the end of the war", ", according to Soviet records", ", as Soviet records say"),
            ("to ", "120,000 by early 1942", "115,000 by the spring of 1942"),
        ),
        also=("statements/lead-soviet-died/qualifier",),  # a hedge comes to a figure that had none
        new=("Later work", "2001"),
        to=both(
            lambda text: text.replace("by the USSR; he put the", "by the USSR. He put the", 1),
            lambda text: text.replace("Soviet records 381,067", "Soviet records approximately 381,067"),
            put("academic works.\n", "\n==Later work==\n\nMore was found in 2001.\n"),
            moved("The Soviet Union released Austrian", "According to Edward Peterson"),
        ),
    ),
}  # fmt: skip
