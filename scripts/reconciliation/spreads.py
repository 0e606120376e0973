"""Find the least and the greatest of the counts of a topic that do not rest on one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from transcription.definition import Check, Definition, Spread
from transcription.refusal import Refusal
from transcription.table import Row

from .figures import Figure
from .readings import Figures
from .rests import rests
from .words import in_words

KIND = "spread"


def spreads(
    rows: Sequence[Row],
    figures: Mapping[str, Figure],
    numbers: Figures,
    firsts: Mapping[str, str],
    definition: Definition,
) -> dict[str, Check]:
    """Make a check from the least to the greatest count of each topic that asks for it."""
    cells = {address: each.quantity for address, each in numbers.prints.items()}
    resting = rests(rows, figures, cells, firsts)
    found = {}
    for name, spread in definition.spreads.items():
        counted = {
            firsts[address]: cells[address].value
            for address, figure in figures.items()
            if belongs(figure, spread, definition)
            and address in cells
            and firsts[address] not in resting
        }
        if len(set(counted.values())) <= 1:
            raise Refusal(f"{definition.spot(f'spreads.{name}')}: no two counts differ; delete it")
        least, greatest = (end(counted, key=lambda each: counted[each]) for end in (min, max))
        found[f"{KIND}-{name}"] = Check(
            title=f"{spread.title}: the least and the greatest of {in_words(len(counted))} counts",
            kind=KIND,
            left=f"[{least}]",
            right=f"[{greatest}]",
            unit=spread.unit,
            relation="to",
            note="As far as the article shows, none of these counts rests on another; they may "
            "still share their sources.",
        )
    return found


def belongs(figure: Figure, spread: Spread, definition: Definition) -> bool:
    """Tell whether a figure counts what a spread is of: those people, as a whole."""
    group = definition.populations[figure.population].same_as or figure.population
    return (
        figure.measure in spread.measures
        and group == spread.population
        and figure.unit == spread.unit
        and not figure.wholes
    )
