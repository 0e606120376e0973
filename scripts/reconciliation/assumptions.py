"""Name the assumptions of each comparison, and refuse one that nothing supports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from transcription.article import Article
from transcription.definition import Assumption, Check, Definition
from transcription.refusal import Refusal
from transcription.table import Row

from .claims import AGAIN
from .expression import ADDRESS
from .figures import Figure

SEPARATOR = "; "


def assumptions_of(
    check: Check, cells: Iterable[str], figures: Mapping[str, Figure], definition: Definition
) -> list[str]:
    """Return the declared assumptions of a check, and the one that joins its populations."""
    found = list(check.assumes)
    if check.kind == AGAIN or check.not_comparable:
        return found
    groups: dict[str, set[str]] = {}
    for cell in cells:
        if cell in figures:
            population = figures[cell].population
            group = definition.populations[population].same_as or population
            groups.setdefault(group, set()).add(population)
    if any(len(joined) > 1 for joined in groups.values()):
        found += [name for name, each in definition.assumptions.items() if each.joins]
    return found


def check_assumptions(article: Article, rows: Sequence[Row], definition: Definition) -> None:
    """Refuse an assumption that is unknown, unused, or supported by nothing."""
    used = {
        name
        for row in rows
        if row["assumes"].value
        for name in str(row["assumes"].value).split(SEPARATOR)
    } if "assumes" in definition.fields else set()  # fmt: skip
    for name in sorted(used ^ {*definition.assumptions}):
        raise Refusal(
            f"{definition.file}, assumptions: {name!r} is used by no comparison, or not declared"
        )
    findings = {str(row["comparison"].value): row for row in rows}
    for name, assumption in definition.assumptions.items():
        spot = definition.spot(f"assumptions.{name}")
        check_support(spot, assumption, findings)
        if assumption.section and assumption.exact:
            article.section(assumption.section).find(assumption.exact)


def check_support(spot: str, assumption: Assumption, findings: Mapping[str, Row]) -> None:
    """Refuse an assumption without support, or whose comparisons do not come out the same."""
    if not (assumption.comparisons or assumption.exact):
        raise Refusal(f"{spot}: rests on nothing; give comparisons, or section and exact")
    for key in assumption.comparisons:
        if key not in findings:
            raise Refusal(f"{spot}: no comparison {key!r}")
        if findings[key]["finding"].value != "same":
            raise Refusal(f"{spot}: the sides of {key} are not the same, so they support nothing")
        sides = [str(findings[key][side].value) for side in ("left_side", "right_side")]
        if assumption.joins and any(ADDRESS.search(side) for side in sides):
            raise Refusal(f"{spot}: {key} is no claim that is printed of two populations")
