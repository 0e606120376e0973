"""Name the assumptions of each comparison, and refuse one that nothing supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transcription.article import Article
from transcription.definition import Check, Definition
from transcription.refusal import Refusal
from transcription.table import Row

from .claims import AGAIN
from .figures import Figure

SEPARATOR = "; "


def assumptions_of(
    check: Check, cells: Iterable[str], figures: Mapping[str, Figure], definition: Definition
) -> list[str]:
    """Return the declared assumptions of a check, and the one that joins its populations.

    What one speaker calls by two names needs no joining.
    """
    found = [figures[cell] for cell in cells if cell in figures]
    if check.kind == AGAIN or check.not_comparable or len({each.speaker for each in found}) == 1:
        return check.assumes
    return list(dict.fromkeys([*check.assumes, *joining(found, definition)]))


def joining(figures: Iterable[Figure], definition: Definition) -> list[str]:
    """Name the assumption that joins populations, if some figures need it."""
    groups: dict[str, set[str]] = {}
    for each in figures:
        group = definition.populations[each.population].same_as or each.population
        groups.setdefault(group, set()).add(each.population)
    if all(len(joined) == 1 for joined in groups.values()):
        return []
    return [name for name, each in definition.assumptions.items() if each.joins]


def check_assumptions(
    article: Article, rows: Sequence[Row], figures: Mapping[str, Figure], definition: Definition
) -> None:
    """Refuse an assumption that is unknown, unused, or supported by nothing."""
    cells = [row["assumes"].value for row in rows if "assumes" in row]
    used = {name for cell in cells if cell for name in str(cell).split(SEPARATOR)}
    for name in sorted(used ^ {*definition.assumptions}):
        raise Refusal(
            f"{definition.file}, assumptions: {name!r} is used by no comparison, or not declared"
        )
    findings = {str(row["comparison"].value): row for row in rows}
    for name, assumption in definition.assumptions.items():
        spot = definition.spot(f"assumptions.{name}")
        if assumption.section and assumption.exact:
            article.section(assumption.section).find(assumption.exact)
        elif not assumption.comparisons:
            raise Refusal(f"{spot}: rests on nothing; give comparisons, or section and exact")
        for key in assumption.comparisons:
            if key not in findings or findings[key]["finding"].value != "same":
                raise Refusal(f"{spot}: {key} is no comparison of two sides that are the same")
            if assumption.joins and not joins(findings[key], figures):
                raise Refusal(f"{spot}: {key} is no claim that is printed of two populations")


def joins(row: Row, figures: Mapping[str, Figure]) -> bool:
    """Tell whether both sides of a comparison are figures, of differently named people."""
    sides = [figures.get(str(row[side].value)) for side in ("left_side", "right_side")]
    populations = {figure.population for figure in sides if figure}
    return all(sides) and len(populations) == len(sides)
