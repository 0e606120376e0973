"""Say which voices of a topic are no witnesses of their own: one count, one number, or restated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from transcription.table import Row, Table
from transcription.wording import Question

from .disputes import split
from .pairs import days
from .words import capital, in_words, joined

HOW = {"cut": "cut off", "rounded": "rounded or cut off"}
"""How one figure comes from another, by the ground on which it rests on it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """All printings of one count, in the order of the article."""

    printings: tuple[Row, ...]

    def text(self, column: str) -> str:
        """Return what the first printing says; empty if it says nothing."""
        return str(self.printings[0][column].value or "")

    @property
    def number(self) -> Fraction:
        """The number; below all others if there is none."""
        return Fraction(self.text("value") or -1)

    @property
    def voices(self) -> dict[str, str]:
        """All who give the count, by their keys, each in a few words."""
        found: dict[str, str] = {}
        for row in self.printings:
            found.setdefault(str(row["asserted_by"].value), str(row["who"].value))
        return found

    @property
    def addresses(self) -> set[str]:
        """Where it is printed."""
        return {str(row["figure"].value) for row in self.printings}

    def is_count(self, article: str) -> bool:
        """Tell whether somebody counts here: no maximum, and not the article's own words alone."""
        return bool(self.text("printed_low")) and {*self.voices} != {article}

    def nearest(self, other: Claim, columns: Sequence[str]) -> Row:
        """Return the first printing whose wording is that of another claim, or else the first."""
        alike = (
            row
            for row in self.printings
            if all(row[name].value == other.printings[0][name].value for name in columns)
        )
        return next(alike, self.printings[0])

    def counts(self, question: Question) -> bool:
        """Tell whether it counts what a question asks for, whenever that was."""
        return any(
            row["measure"].value in question.measures
            and row["compared_as"].value == question.population
            for row in self.printings
        )

    def is_of(self, period: str | None) -> bool:
        """Tell whether it is dated, and its time has a day of some period."""
        own = self.text("period")
        (first, last), (begin, end) = days(own), days(period)
        return period is None or (bool(own) and first <= end and begin <= last)


def claims_of(figures: Table) -> dict[str, Claim]:
    """Group the figures by claim."""
    found: dict[str, list[Row]] = {}
    for row in figures.rows:
        found.setdefault(str(row["claim"].value), []).append(row)
    return {key: Claim(tuple(rows)) for key, rows in found.items()}


def dependence(
    answering: Sequence[Claim],
    about: Sequence[Claim],
    claims: Mapping[str, Claim],
    narrowing: Sequence[str],
) -> str | None:
    """Say which counts have several names or one number, and which claims rest on others.

    ``narrowing`` are the columns that say more closely what is counted.
    """
    resting = (
        restated(claim, [claims[key] for key in split(claim.text("rests_on"))], narrowing)
        for claim in about
    )
    found = [*several_names(answering), *one_number(answering), *filter(None, resting)]
    return " ".join(found) or None


def several_names(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the counts that the article gives to several speakers."""
    for claim in claims:
        names = list(claim.voices.values())
        if len(names) > 1:
            count = f"{claim.text('amount')} is one count under {in_words(len(names))} names"
            yield f"{capital(count)}: {joined(names)}."


def one_number(claims: Sequence[Claim]) -> Iterator[str]:
    """Yield the numbers that several speakers give, each for themselves."""
    for number in dict.fromkeys(claim.number for claim in claims):
        same = [claim for claim in claims if claim.number == number]
        if len(same) > 1:
            who = capital(joined([claim.text("who") for claim in same]))
            yield (
                f"{who} give one number, {same[0].text('amount')}; the article does not say "
                "whether they share a source."
            )


def restated(claim: Claim, on: Sequence[Claim], narrowing: Sequence[str]) -> str | None:
    """Say how a claim comes from the figures of other speakers; nothing of a speaker's own."""
    ground = claim.text("rests_on_ground")
    if any({*claim.voices} & {*other.voices} for other in on):
        return None
    this = capital(f"{claim.text('amount')}, according to {claim.text('who')},")
    if ground in HOW:
        says = on[0].nearest(claim, narrowing)["says"].value
        return f"{this} looks like another number, {HOW[ground]}: {says}."
    if ground == "quotient":
        part, whole = (each.text("amount") for each in on)
        share = f"the share that {part} is of {whole}, both of {on[0].text('who')}"
        return f"{this} equals in all its digits {share}, and may come from them."
    return None
