"""Find the least and the greatest of the counts of a topic that do not rest on one another."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from transcription.definition import Check, Definition, Spread
from transcription.refusal import Refusal

from .assumptions import joining
from .figures import ITSELF, Figure, Tables
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
        members = [each for each in own if belongs(figures[each], spread, definition)]
        counts = {firsts[each]: own[each] for each in members if not figures[each].limit}
        maxima = {firsts[each]: own[each] for each in members if figures[each].limit}
        if len(set(counts.values())) <= 1:
            raise Refusal(f"{definition.spot(f'spreads.{name}')}: no two counts differ; delete it")
        ends = [end(counts, key=counts.__getitem__) for end in (min, max)]
        one, other = ([figures[each] for each in own if firsts[each] == end] for end in ends)
        least, greatest = nearest(one, other, wordings(tables))
        between = [each for each in maxima.values() if counts[ends[0]] < each < counts[ends[1]]]
        found[f"{KIND}-{name}"] = Check(
            title=f"{spread.title}: {titled(len(counts), len(between))}",
            kind=KIND,
            left=f"[{least.address}]",
            right=f"[{greatest.address}]",
            unit=spread.unit,
            relation="to",
            assumes=joining((figures[each] for each in members), definition),
            note="None of these counts is shown to rest on another; they may still share their "
            "sources.",
        )
    return found


def titled(counts: int, maxima: int) -> str:
    """Say how many counts there are, and how many maxima between the least and the greatest."""
    title = f"the least and the greatest of {in_words(counts)} counts"
    lie = "maximum lies" if maxima == 1 else "maxima lie"
    return f"{title}; {in_words(maxima)} {lie} between them" if maxima else title


def belongs(figure: Figure, spread: Spread, definition: Definition) -> bool:
    """Tell whether a figure counts what a spread is of: those people, as a whole.

    The article itself counts nobody.
    """
    group = definition.populations[figure.population].same_as or figure.population
    return (
        figure.measure in spread.measures
        and group == spread.population
        and figure.unit == spread.unit
        and figure.speaker != ITSELF
        and not figure.wholes
    )
