"""Report what became of each published value in a newer text, in words or as JSON."""

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
from .outcomes import New, Outcome, Outcomes, find_new
from .published import label_columns, published
from .sentence_changes import Change, SentenceChanges
from .spelling import respell
from .texts import Text

Json = dict[str, Any]

LEAST = 0.2
"""A text is another article if fewer of the sentences are found again."""
HEDGES_AND_SPEAKERS = ("qualifier", "qualifier_printed", "asserted_by", "reported_by")


@dataclass(frozen=True)
class Report:
    """What became of the addresses in a newer text, which is given in the pinned spelling."""

    text: str
    outcomes: Outcomes
    changed: Mapping[str, Change]
    gone: Sequence[str]
    new: Sequence[New]
    unsure: Mapping[str, Outcome]
    unchanged: Mapping[str, Outcome]

    @property
    def says_something(self) -> bool:
        """Tell whether anything changed in meaning, as far as can be told."""
        return bool(self.changed or self.gone or self.new or self.unsure)


def report(
    pinned: Article, text: str, definitions: Mapping[str, Definition], folder: Path
) -> Report:
    """Report on every address that the tables in ``folder`` publish."""
    labels = label_columns(definitions)
    old = Text(pinned)
    rough = align(old, Text(Article("revision", text)), labels)
    check_same_article(rough)
    spelling = respell(rough)
    found = rough if spelling == text else align(old, Text(Article("revision", spelling)), labels)
    return summarize(Outcomes(found, definitions, published(pinned, folder)), spelling)


def check_same_article(found: Alignment) -> None:
    """Refuse the text of another article."""
    known = sum(any(n in found.images for n in unit) for unit in found.old.units if unit)
    if known < LEAST * sum(map(bool, found.old.units)):
        raise Refusal(
            f"this is another text: of {len(found.old.units)} sentences of the pinned one it has "
            f"{known}; give a revision of {found.old.article.name}"
        )


def summarize(outcomes: Outcomes, text: str) -> Report:
    """Sort the outcomes by their kind, together with the changes outside their words."""
    outside = SentenceChanges(outcomes)
    changes, kinds = outside.changes(), dict[str, dict[str, Outcome]]()
    changed: dict[str, Change] = {}
    for one, outcome in outcomes.all.items():
        if outcome.kind == "changed" or (outcome.kind == "unchanged" and one.address in changes):
            other = Change(one.address, one.exact, outcome.exact, outcome.places[0])
            changed[one.address] = changes.get(one.address, other)
        else:
            kinds.setdefault(outcome.kind, {})[one.address] = outcome
    gone = [*kinds.get("gone", {}), *outside.gone()]
    unsure = kinds.get("unsure", {})
    settled = {*changed, *gone, *unsure}
    changed |= {address: one for address, one in changes.items() if address not in settled}
    figures = {(name, field) for name, definition in outcomes.definitions.items()
               for field in figure_fields(definition)}  # fmt: skip
    ranked = dict(sorted(changed.items(), key=lambda item: rank(item[0], figures)))
    new = list(find_new(outcomes.alignment))
    return Report(text, outcomes, ranked, gone, new, unsure, kinds.get("unchanged", {}))


def figure_fields(definition: Definition) -> Iterator[str]:
    """Yield the fields of a table that are figures, or the words of one."""
    for name, field in definition.fields.items():
        if field.counts_as == "figure":
            yield name
        if field.bounds:
            yield field.bounds.of


def rank(address: str, figures: Collection[tuple[str, str]]) -> int:
    """Rank a change: figures first, then hedges and speakers, then the rest."""
    table, *_, field = address.split("/")
    if (table, field) in figures:
        return 0
    return 3 if table == "sentences" else 1 if field in HEDGES_AND_SPEAKERS else 2


def as_json(report: Report) -> str:
    """Write the report as one object."""
    parts = {
        "unchanged": {address: place_of(one.places) for address, one in report.unchanged.items()},
        "changed": {
            address: {"old": change.old, "new": change.new, "line": change.place.line}
            for address, change in report.changed.items()
        },
        "gone": list(report.gone),
        "new": [{"exact": one.exact, "line": one.place.line} for one in report.new],
        "unsure": {
            address: [place_of([place]) for place in one.places]
            for address, one in report.unsure.items()
        },
    }
    return json.dumps(parts, ensure_ascii=False, indent=2)


def place_of(places: Sequence[Excerpt]) -> Json:
    """Give the line and the characters of words; further fragments follow."""
    first, *others = ({"line": one.line, "start": one.start, "end": one.end} for one in places)
    return first | ({"further": others} if others else {})


def in_words(report: Report, notices: Iterable[str]) -> str:
    """Write the report for a person, the most important changes first."""
    lines = [
        *(f"changed  {line}" for line in group_changes(report.changed.values())),
        *(f"gone     {address}" for address in report.gone),
        *(f"new      line {one.place.line}: {one.what} {one.exact}" for one in report.new),
        *(f"unsure   {address}: {candidates(one)}" for address, one in report.unsure.items()),
        *(f"note     {notice}" for notice in notices),
        f"{len(report.changed)} changed, {len(report.gone)} gone, {len(report.new)} new, "
        f"{len(report.unsure)} unsure, {len(report.unchanged)} unchanged",
    ]
    return "\n".join(lines)


def group_changes(changed: Iterable[Change]) -> list[str]:
    """Write each change with all its addresses."""
    groups: dict[tuple[int, str, str], list[str]] = {}
    for change in changed:
        groups.setdefault((change.place.line, change.old, change.new), []).append(change.address)
    return [
        f"line {line}: {old or '(nothing)'} -> {new or '(nothing)'}   {', '.join(addresses)}"
        for (line, old, new), addresses in groups.items()
    ]


def candidates(outcome: Outcome) -> str:
    """List the places of which none is better than another."""
    return " or ".join(f"{place.exact!r} (line {place.line})" for place in outcome.places)
