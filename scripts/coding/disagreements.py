"""Find where the codings differ, and check that each difference is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from transcription.definition import Strict
from transcription.refusal import Refusal
from transcription.table import Row, Table, Value

from .coders import Coders

FILE = "scripts/article/settlements.toml"

Place = tuple[str, str]
"""A statement and a field."""


class Settlement(Strict):
    """What was decided of one field of some statements, and by which rule."""

    field: str
    statements: list[str]
    decision: Literal["kept", "changed", "open"]
    rule: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the coders read at one place, in the terms of today, and what is published there."""

    place: Place
    written: Mapping[str, Value]
    today: Mapping[str, Value]
    published: Value

    @property
    def is_one(self) -> bool:
        """Tell whether a coder reads otherwise than what is published."""
        return any(reading != self.published for reading in self.today.values())


@dataclass(frozen=True, slots=True)
class Settled:
    """A difference and what was decided of it."""

    difference: Difference
    settlement: Settlement


def disagreements(
    codings: Table, statements: Table, coders: Coders, settlements: Mapping[str, Settlement]
) -> list[Settled]:
    """List each difference; refuse one unsettled, or a settlement that is false or idle."""
    found = {each.place: each for each in readings(codings, statements, coders) if each.is_one}
    settled = by_place(settlements)
    for place in settled:
        if place not in found:
            raise Refusal(
                f"{FILE}, {settled[place]}: all codings agree with what is published in "
                f"{' / '.join(place)}; delete it there"
            )
    rows: list[Settled] = []
    for place, difference in found.items():
        if place not in settled:
            raise Refusal(unsettled(difference))
        name = settled[place]
        check_decision(name, settlements[name], difference, coders.editor)
        rows.append(Settled(difference, settlements[name]))
    return rows


def readings(codings: Table, statements: Table, coders: Coders) -> Iterator[Difference]:
    """Yield every place that was coded, in the order of the statements and of the fields."""
    coded: dict[str, dict[str, Row]] = {}
    for cells in codings.rows:
        by_coder = coded.setdefault(str(cells["statement"].value), {})
        by_coder[str(cells["coder"].value)] = cells
    for published in statements.rows:
        key = statements.key(published)
        for field in coders.compared if key in coded else ():
            written = {coder: coded[key][coder][field].value for coder in coders.files}
            terms = coders.renamed.get(field, {})
            today = {coder: terms.get(str(value), value) for coder, value in written.items()}
            yield Difference((key, field), written, today, published[field].value)


def by_place(settlements: Mapping[str, Settlement]) -> dict[Place, str]:
    """Map each place to the name of its settlement; refuse two of one."""
    settled: dict[Place, str] = {}
    for name, settlement in settlements.items():
        if not settlement.rule.strip():
            raise Refusal(f"{FILE}, {name}: the rule is empty; say by which rule it was decided")
        for statement in settlement.statements:
            place = (statement, settlement.field)
            if place in settled:
                raise Refusal(f"{FILE}, {name}: {' / '.join(place)} is settled by {settled[place]}")
            settled[place] = name
    return settled


def unsettled(difference: Difference) -> str:
    """Write the message on a difference that no settlement decides."""
    said = [f"{coder} {text(value)!r}" for coder, value in difference.today.items()]
    return (
        f"{' / '.join(difference.place)}: {', '.join(said)}, published "
        f"{text(difference.published)!r}; say in {FILE} what was decided, and by which rule"
    )


def check_decision(name: str, settlement: Settlement, difference: Difference, editor: str) -> None:
    """Refuse a decision that does not fit what is published."""
    first, published = difference.today[editor], difference.published
    fits = {
        "kept": published == first,
        "changed": published != first,
        "open": published in (first, None),
    }
    if not fits[settlement.decision]:
        raise Refusal(
            f"{FILE}, {name}: {settlement.decision!r} does not fit {' / '.join(difference.place)}: "
            f"{editor} {text(first)!r}, published {text(published)!r}"
        )


def text(value: Value) -> str | None:
    """Write a reading as text."""
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)
