"""Find the least and the greatest of the counts of a topic that do not rest on one another."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from transcription.definition import Check, Definition, Spread
from transcription.refusal import Refusal

from .figures import Figure, Tables
from .wordings import nearest, wordings
from .words import in_words

KIND = "spread"


def spreads(
    own: Mapping[str, Fraction],
    figures: Mapping[str, Figure],
    firsts: Mapping[str, str],
    tables: Tables,
    definition: Definition,
) -> dict[str, Check]:
    """Make a check from the least to the greatest count of each topic that asks for it.

    ``own`` are the figures that rest on no other, with their values.
    """
    found = {}
    for name, spread in definition.spreads.items():
        counted = {
            firsts[address]: value
            for address, value in own.items()
            if belongs(figures[address], spread, definition)
        }
        if len(set(counted.values())) <= 1:
            raise Refusal(f"{definition.spot(f'spreads.{name}')}: no two counts differ; delete it")
        ends = [end(counted, key=counted.__getitem__) for end in (min, max)]
        one, other = ([figures[each] for each in own if firsts[each] == end] for end in ends)
        least, greatest = nearest(one, other, wordings(tables))
        found[f"{KIND}-{name}"] = Check(
            title=f"{spread.title}: the least and the greatest of {in_words(len(counted))} counts",
            kind=KIND,
            left=f"[{least.address}]",
            right=f"[{greatest.address}]",
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
