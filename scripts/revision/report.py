"""A newer text of the article -> what became of each published value, in words or as JSON."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcription.article import Article, Excerpt
from transcription.definition import Definition
from transcription.refusal import Refusal

from .alignment import Alignment, align
from .elsewhere import Elsewhere
from .fates import Fate, Fates, New, news
from .published import Published, label_columns, published
from .spelling import respelt
from .texts import Text

Json = dict[str, Any]

LEAST = 0.2
"""Less of the sentences found again, and a text is another one."""
HEDGES_AND_SPEAKERS = ("qualifier", "qualifier_printed", "asserted_by", "reported_by")


@dataclass(frozen=True, slots=True)
class Change:
    """Other words at a place that was recognised."""

    old: str
    new: str
    place: Excerpt


@dataclass(frozen=True)
class Report:
    """What became of the addresses in a newer text, which is given in the pinned spelling."""

    text: str
    fates: Fates
    changed: Mapping[str, Change]
    gone: Sequence[str]
    new: Sequence[New]
    unsure: Mapping[str, Fate]
    unchanged: Mapping[str, Fate]

    @property
    def says_something(self) -> bool:
        """Whether anything changed in meaning, as far as can be told."""
        return bool(self.changed or self.gone or self.new or self.unsure)


def report(
    pinned: Article, text: str, definitions: Mapping[str, Definition], folder: Path
) -> Report:
    """What became of every address that the tables in ``folder`` publish."""
    labels = label_columns(definitions)
    old = Text(pinned)
    rough = align(old, Text(Article("revision", text)), labels)
    check_same(rough)
    spelling = respelt(rough)
    found = align(old, Text(Article("revision", spelling)), labels)
    fates = Fates(found, definitions, published(pinned, folder))
    return reported(fates, spelling, list(news(found)))


def check_same(found: Alignment) -> None:
    """Refuse the text of another article."""
    known = sum(any(n in found.images for n in unit) for unit in found.old.units if unit)
    if known < LEAST * sum(map(bool, found.old.units)):
        raise Refusal(
            f"this is another text: of {len(found.old.units)} sentences of the pinned one it has "
            f"{known}; give a revision of {found.old.article.name}"
        )


def reported(fates: Fates, text: str, new: Sequence[New]) -> Report:
    """The fates by their kind, with what changed beside the words of the addresses."""
    beside = Elsewhere(fates)
    turns = {turn.address: Change(turn.old, turn.new, turn.place) for turn in beside.turns()}
    kinds: dict[str, dict[str, tuple[Published, Fate]]] = {}
    for one, fate in fates.all.items():
        kind = "changed" if fate.kind == "unchanged" and one.address in turns else fate.kind
        kinds.setdefault(kind, {})[one.address] = (one, fate)
    changed = {
        address: turns.get(address) or Change(one.exact, fate.exact, fate.places[0])
        for address, (one, fate) in kinds.get("changed", {}).items()
    }
    gone = [*kinds.get("gone", {}), *beside.gone()]
    unsure, unchanged = (
        {address: fate for address, (_, fate) in kinds.get(kind, {}).items()}
        for kind in ("unsure", "unchanged")
    )
    settled = {*changed, *gone, *unsure}
    rest = {address: turn for address, turn in turns.items() if address not in settled}
    return Report(
        text, fates, ranked(changed | rest, fates.definitions), gone, new, unsure, unchanged
    )


def ranked(
    changed: Mapping[str, Change], definitions: Mapping[str, Definition]
) -> dict[str, Change]:
    """The changes by their importance: figures, then hedges and speakers, then the rest."""
    figures = {
        (name, field)
        for name, definition in definitions.items()
        for field in figures_of(definition)
    }
    return dict(sorted(changed.items(), key=lambda item: rank(item[0], figures)))


def figures_of(definition: Definition) -> Iterator[str]:
    """The fields of a table that are figures, or the words of one."""
    for name, field in definition.fields.items():
        if field.accounts_for == "figure":
            yield name
        if field.bounds:
            yield field.bounds.of


def rank(address: str, figures: Collection[tuple[str, str]]) -> int:
    """How far down a change stands in the report."""
    table, *_, field = address.split("/")
    if (table, field) in figures:
        return 0
    return 3 if table == "sentences" else 1 if field in HEDGES_AND_SPEAKERS else 2


def as_json(report: Report) -> str:
    """The report as one object."""
    told = {
        "unchanged": {address: place_of(fate.places) for address, fate in report.unchanged.items()},
        "changed": {
            address: {"old": change.old, "new": change.new, "line": change.place.line}
            for address, change in report.changed.items()
        },
        "gone": list(report.gone),
        "new": [{"exact": one.exact, "line": one.place.line} for one in report.new],
        "unsure": {
            address: [place_of([place]) for place in fate.places]
            for address, fate in report.unsure.items()
        },
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def place_of(places: Sequence[Excerpt]) -> Json:
    """Where words stand: their line and their characters; further fragments follow."""
    first, *others = ({"line": one.line, "start": one.start, "end": one.end} for one in places)
    return first | ({"further": others} if others else {})


def in_words(report: Report, notices: Iterable[str]) -> str:
    """The report for a person, by importance."""
    lines = [
        *(f"changed  {line}" for line in grouped(report.changed)),
        *(f"gone     {address}" for address in report.gone),
        *(f"new      line {one.place.line}: {one.what} {one.exact}" for one in report.new),
        *(f"unsure   {address}: {candidates(fate)}" for address, fate in report.unsure.items()),
        *(f"note     {notice}" for notice in notices),
        f"{len(report.changed)} changed, {len(report.gone)} gone, {len(report.new)} new, "
        f"{len(report.unsure)} unsure, {len(report.unchanged)} unchanged",
    ]
    return "\n".join(lines)


def grouped(changed: Mapping[str, Change]) -> list[str]:
    """The changes, each with all addresses that it concerns."""
    groups: dict[tuple[int, str, str], list[str]] = {}
    for address, change in changed.items():
        groups.setdefault((change.place.line, change.old, change.new), []).append(address)
    return [
        f"line {line}: {old or '(nothing)'} -> {new or '(nothing)'}   {', '.join(addresses)}"
        for (line, old, new), addresses in groups.items()
    ]


def candidates(fate: Fate) -> str:
    """The places of which none is better than another."""
    return " or ".join(f"{place.exact!r} (line {place.line})" for place in fate.places)
