"""Find the changes in a sentence outside the words of every address.

Some readings rest on what a sentence does not say: a figure without a hedge, a sentence without a
speaker. An added word that supports another reading changes them. Any other word that is added,
removed or changed changes the sentence, which an editor has to read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transcription.article import Excerpt
from transcription.definition import Definition, Field
from transcription.passage import ELLIPSIS
from transcription.sentences import Sentence, sentences

from .alignment import Alignment
from .outcomes import Outcome, Outcomes
from .pairing import TablePairing
from .published import Published, printed_fields
from .texts import Text, free_runs, normalize


@dataclass(frozen=True, slots=True)
class Change:
    """Other words at a place that was recognised."""

    address: str
    old: str
    new: str
    place: Excerpt


@dataclass(frozen=True)
class SentenceChanges:
    """The changes outside the words of the addresses."""

    outcomes: Outcomes

    @property
    def alignment(self) -> Alignment:
        """Where the tokens of the pinned text stand now."""
        return self.outcomes.alignment

    @cached_property
    def sentences(self) -> list[tuple[Sentence, range]]:
        """The sentences of the pinned text, and the tokens of each."""
        old = self.alignment.old
        return [(one, old.numbers(one.excerpt)) for one in sentences(old.article)]

    @cached_property
    def published(self) -> set[int]:
        """The old tokens in the words of an address."""
        old, published = self.alignment.old, self.outcomes.published
        return {n for one in published for words in one.words for n in old.numbers(words)}

    @cached_property
    def same(self) -> tuple[set[int], set[int]]:
        """The old tokens that the new text repeats, and the new ones that repeat them."""
        sources = self.alignment.sources
        return {*sources.values()}, {*sources}

    @cached_property
    def reported(self) -> set[int]:
        """The new tokens in the words of an address that changed."""
        new = self.alignment.new
        return {
            n
            for one, outcome in self.outcomes.all.items()
            if outcome.kind in ("changed", "unsure") and not one.sentence
            for place in outcome.places
            for n in new.numbers(place)
        }

    def changes(self) -> dict[str, Change]:
        """Return the change of each reading, sentence and column heading, by its address."""
        found: dict[str, Change] = {}
        for change in (*self.in_sentences(), *self.in_headings()):
            found.setdefault(change.address, change)
        return found

    def gone(self) -> Iterator[str]:
        """Yield the sentences that are gone, and in which nothing was read."""
        found = self.alignment
        for sentence, unit in self.sentences:
            kept = any(n in found.unsure or (n in found.images and found.images[n].new)
                       for n in unit)  # fmt: skip
            if unit and not kept and not self.is_used(sentence, unit):
                yield f"sentences/{sentence.key}"

    def is_used(self, sentence: Sentence, unit: range) -> bool:
        """Tell whether an address has words in a sentence, or rests on it."""
        return any(n in self.published for n in unit) or any(
            one.sentence == sentence.excerpt for one in self.outcomes.published
        )

    def in_sentences(self) -> Iterator[Change]:
        """Yield the changes in sentences that are still there."""
        for sentence, unit in self.sentences:
            outcome = self.outcomes.of_words(sentence.excerpt)
            if not outcome.places or outcome.kind == "unsure":
                continue
            span = self.new_span(unit)
            removed, added = self.removed(unit), self.added(span)
            readings = [list(self.reading_changes(sentence, run)) for run in added]
            yield from (change for changes in readings for change in changes)
            if removed or not all(readings):
                new = self.alignment.new
                place = new.excerpt(added[0]) if added else outcome.places[0]
                words = exact(new, added) if span else outcome.exact
                old = exact(self.alignment.old, removed)
                yield Change(f"sentences/{sentence.key}", old, words, place)

    def new_span(self, unit: range) -> range:
        """Return the new sentences that hold the words of an old one, if they are neighbours."""
        images, kept = self.alignment.images, self.same[0]
        now = {m for n in unit if n in kept for m in images[n].new}
        units = [one for one in self.alignment.new.units
                 if len(now & {*one}) * 2 > min(len(one), len(now))]  # fmt: skip
        together = units and all(one.stop == two.start for one, two in pairwise(units))
        return range(units[0].start, units[-1].stop) if together else range(0)

    def removed(self, unit: range) -> list[range]:
        """Return the runs of words that went or changed outside the words of every address."""
        old = self.alignment.old
        runs = free_runs(old.without_signs(unit), self.same[0] | {*self.alignment.unsure})
        return [run for run in runs if has_word(old, run) and not self.published & {*run}]

    def added(self, span: range) -> list[range]:
        """Return the runs of added words that no numeral or changed address reports."""
        new = self.alignment.new
        beside = {m + step for m in self.reported for step in (-1, 1)}
        runs = free_runs(span, self.same[1] | self.reported)
        return [run for run in runs if has_word(new, run) and not beside & {*run}
                and not any(new.tokens[n].numeral for n in run)]  # fmt: skip

    def reading_changes(self, sentence: Sentence, run: range) -> Iterator[Change]:
        """Yield the readings of a sentence that rested on the absence of words like these."""
        added = self.alignment.new.excerpt(run)
        inside = [one for one in self.outcomes.published if lies_in(one, sentence)]
        for definition in self.outcomes.definitions.values():
            for name, field in definition.fields.items():
                if field.default is None or not supports_another(added, field):
                    continue
                default = (definition.name, name, str(field.default))
                readings = [one for one in inside if (one.table, one.field, one.reading) == default]
                yield from self.changed_readings(readings, field, definition, added)

    def changed_readings(
        self, readings: list[Published], field: Field, definition: Definition, added: Excerpt
    ) -> Iterator[Change]:
        """Yield every reading without a speaker; of the figures without a hedge the nearest."""
        if field.evidence_from is None:
            yield from (Change(one.address, "", added.exact, added) for one in readings)
        elif definition.fields[field.evidence_from].origin == "transcribed":
            outcomes = {one: self.outcomes.all[one] for one in readings}
            present = {one: outcome for one, outcome in outcomes.items() if outcome.places}
            behind = [one for one in present if present[one].places[0].start >= added.end]
            nearest = behind[:1] or list(present)[-1:]
            yield from (hedged_figure(one, present[one], added) for one in nearest)

    def in_headings(self) -> Iterator[Change]:
        """Yield the changed column headings outside the words of every address."""
        old = self.alignment.old
        for definition in self.outcomes.definitions.values():
            for n, pairing in self.alignment.tables.items():
                section = old.table_section(old.tables[n])
                if definition.markup and definition.markup.section == section:
                    yield from self.in_headings_of(pairing, definition)

    def in_headings_of(self, pairing: TablePairing, definition: Definition) -> Iterator[Change]:
        """Yield the changed headings of one table."""
        for n, name in enumerate(printed_fields(definition)):
            if n not in pairing.columns:
                continue
            old, new = pairing.old.headings[n], pairing.new.headings[pairing.columns[n]]
            numbers = self.alignment.new.numbers(new)
            if normalize(old.exact) != normalize(new.exact) and not self.reported & {*numbers}:
                yield Change(f"{definition.name}/*/{name}", old.exact, new.exact, new)


def has_word(text: Text, run: range) -> bool:
    """Tell whether a run of tokens has more than signs."""
    return any(text.tokens[n].is_word for n in run)


def exact(text: Text, runs: Iterable[range]) -> str:
    """Quote some runs of tokens."""
    return ELLIPSIS.join(text.excerpt(run).exact for run in runs)


def hedged_figure(one: Published, outcome: Outcome, added: Excerpt) -> Change:
    """Quote a figure with the hedge that was added to it."""
    figure = outcome.places[0]
    start, end = min(added.start, figure.start), max(added.end, figure.end)
    return Change(one.address, one.exact, Excerpt(added.article, start, end).exact, added)


def supports_another(added: Excerpt, field: Field) -> bool:
    """Tell whether words support another reading than that of a sentence without them."""
    others = [word for term, meaning in field.vocabulary.items() if term != field.default
              for word in meaning.words]  # fmt: skip
    return any(added.has(word) for word in [*others, *field.words])


def lies_in(one: Published, sentence: Sentence) -> bool:
    """Tell whether a reading rests on a sentence, or on words in it."""
    if one.sentence:
        return one.sentence == sentence.excerpt
    first = one.words[0]
    return sentence.excerpt.start <= first.start and first.end <= sentence.excerpt.end
