"""The fates of the addresses -> what changed in a sentence beside the words of every address.

Some readings rest on what a sentence does not say: a figure without a hedge, a sentence without a
speaker. A word that comes and would bear out another reading changes them. Any other word that
comes, goes or changes changes the sentence, which an editor has to read anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from transcription.article import Excerpt
from transcription.definition import Definition, Field
from transcription.passage import ELLIPSIS
from transcription.sentences import Sentence, sentences

from .alignment import Alignment
from .drawn import TablePairing
from .fates import Fate, Fates, is_word
from .published import Published, printed
from .texts import free
from .tokens import shape


@dataclass(frozen=True, slots=True)
class Turn:
    """An address that changed without its words: what was said, and what is said now."""

    address: str
    old: str
    new: str
    place: Excerpt


@dataclass(frozen=True)
class Elsewhere:
    """What changed beside the words of the addresses."""

    fates: Fates

    @property
    def alignment(self) -> Alignment:
        """Where the tokens of the pinned text stand now."""
        return self.fates.alignment

    @cached_property
    def told(self) -> set[int]:
        """The old tokens in the words of an address."""
        old = self.alignment.old
        return {
            n for one in self.fates.published for words in one.words for n in old.numbers(words)
        }

    @cached_property
    def told_now(self) -> set[int]:
        """The new tokens in the words of an address that changed."""
        new = self.alignment.new
        return {
            n
            for one, fate in self.fates.all.items()
            if fate.kind in ("changed", "unsure") and not one.sentence
            for place in fate.places
            for n in new.numbers(place)
        }

    def turns(self) -> Iterator[Turn]:
        """Each reading and each sentence that changed beside the words of the addresses."""
        seen: set[str] = set()
        for turn in (*self.in_sentences(), *self.in_headings()):
            if turn.address not in seen:
                seen.add(turn.address)
                yield turn

    def gone(self) -> Iterator[str]:
        """The sentences that are gone, and in which nothing was read."""
        old, found = self.alignment.old, self.alignment
        for sentence in sentences(old.article):
            unit = old.numbers(sentence.excerpt)
            lost = not any(n in found.unsure or found.images[n].new for n in unit
                           if n in found.images or n in found.unsure)  # fmt: skip
            if unit and lost and not self.bears(sentence):
                yield f"sentences/{sentence.key}"

    def bears(self, sentence: Sentence) -> bool:
        """Whether an address has words in a sentence, or rests on it."""
        unit = self.alignment.old.numbers(sentence.excerpt)
        return any(n in self.told for n in unit) or any(
            one.sentence == sentence.excerpt for one in self.fates.published
        )

    def in_sentences(self) -> Iterator[Turn]:
        """The turns in sentences that are still there."""
        for sentence in sentences(self.alignment.old.article):
            fate = self.fates.of_words(sentence.excerpt)
            if not fate.places or fate.kind == "unsure":
                continue
            hull = self.hull(sentence)
            lost, come = self.lost(sentence), self.come(hull)
            turned = [turn for run in come for turn in self.turned(sentence, run)]
            yield from turned
            if lost or any(not list(self.turned(sentence, run)) for run in come):
                address = f"sentences/{sentence.key}"
                place = self.alignment.new.excerpt(come[0]) if come else fate.places[0]
                said = self.says(come) if hull else fate.exact
                yield Turn(address, self.said(lost), said, place)

    def said(self, lost: list[range]) -> str:
        """Words of the pinned text."""
        return ELLIPSIS.join(self.alignment.old.excerpt(run).exact for run in lost)

    def says(self, come: list[range]) -> str:
        """Words of the new text."""
        return ELLIPSIS.join(self.alignment.new.excerpt(run).exact for run in come)

    def hull(self, sentence: Sentence) -> range:
        """The new sentences in which the words of an old one stand, if they stand together."""
        old, new, images = self.alignment.old, self.alignment.new, self.alignment.images
        now = {m for n in old.numbers(sentence.excerpt) if n in images and images[n].same
               for m in images[n].new}  # fmt: skip
        units = [unit for unit in new.units if len(now & {*unit}) * 2 > min(len(unit), len(now))]
        return range(units[0].start, units[-1].stop) if units and close(units) else range(0)

    def lost(self, sentence: Sentence) -> list[range]:
        """The runs of words that went or changed, and that no address tells of."""
        old, images = self.alignment.old, self.alignment.images
        same = {n for n in old.numbers(sentence.excerpt) if n in images and images[n].same}
        numbers = old.bare(old.numbers(sentence.excerpt))
        runs = free(numbers, same | {*self.alignment.unsure})
        return [run for run in runs if any(is_word(old, n) for n in run) and not self.told & {*run}]

    def come(self, hull: range) -> list[range]:
        """The runs of words that came, but for those of which a numeral or changed words tell."""
        new, images = self.alignment.new, self.alignment.images
        same = {m for block in images.values() if block.same for m in block.new}
        beside = {m + step for m in self.told_now for step in (-1, 1)}
        runs = [run for run in free(hull, same | self.told_now) if not beside & {*run}]
        return [run for run in runs if any(is_word(new, n) for n in run)
                and not any(new.tokens[n].numeral for n in run)]  # fmt: skip

    def turned(self, sentence: Sentence, run: range) -> Iterator[Turn]:
        """The readings of a sentence that rested on the absence of words such as these."""
        come = self.alignment.new.excerpt(run)
        inside = [one for one in self.fates.published if lies_in(one, sentence)]
        for definition in self.fates.definitions.values():
            for name, field in definition.fields.items():
                if field.otherwise is None or not bears_out_another(come, field):
                    continue
                said = (definition.name, name, str(field.otherwise))
                readings = [one for one in inside if (one.table, one.field, one.reading) == said]
                yield from self.turned_readings(readings, field, definition, come)

    def turned_readings(
        self, readings: list[Published], field: Field, definition: Definition, come: Excerpt
    ) -> Iterator[Turn]:
        """Every speaker that a sentence left out; of the figures that had no hedge the nearest."""
        if field.borne_out_by is None:
            yield from (Turn(one.address, "", come.exact, come) for one in readings)
        elif definition.fields[field.borne_out_by].origin == "transcribed":
            places = {one: self.fates.all[one] for one in readings}
            stand = {one: fate for one, fate in places.items() if fate.places}
            behind = [one for one, fate in stand.items() if fate.places[0].start >= come.end]
            nearest = behind[:1] or list(stand)[-1:]
            yield from (turned_figure(one, stand[one], come) for one in nearest)

    def in_headings(self) -> Iterator[Turn]:
        """The headings of columns that changed, and that no address tells of."""
        for definition in self.fates.definitions.values():
            for n, pairing in self.alignment.tables.items():
                lines = self.alignment.old.tables[n].lines
                section = self.alignment.old.section(self.alignment.old.numbers(lines[0]))
                if definition.markup and definition.markup.section == section:
                    yield from self.in_headings_of(pairing, definition)

    def in_headings_of(self, pairing: TablePairing, definition: Definition) -> Iterator[Turn]:
        """The headings of one table that changed."""
        for name, one in zip(printed(definition), range(len(pairing.old.headings)), strict=True):
            if one not in pairing.columns:
                continue
            old, new = pairing.old.headings[one], pairing.new.headings[pairing.columns[one]]
            numbers = self.alignment.new.numbers(new)
            if shape(old.exact) != shape(new.exact) and not self.told_now & {*numbers}:
                yield Turn(f"{definition.name}/*/{name}", old.exact, new.exact, new)


def turned_figure(one: Published, fate: Fate, come: Excerpt) -> Turn:
    """A figure that a hedge has come to."""
    figure = fate.places[0]
    hull = Excerpt(come.article, min(come.start, figure.start), max(come.end, figure.end))
    return Turn(one.address, one.exact, hull.exact, come)


def bears_out_another(come: Excerpt, field: Field) -> bool:
    """Whether words would bear out another reading than that of a sentence without them."""
    others = [word for term, meaning in field.vocabulary.items() if term != field.otherwise
              for word in meaning.words]  # fmt: skip
    return any(come.has(word) for word in [*others, *field.words])


def lies_in(one: Published, sentence: Sentence) -> bool:
    """Whether a reading rests on a sentence, or on words in it."""
    if one.sentence:
        return one.sentence == sentence.excerpt
    first = one.words[0]
    return sentence.excerpt.start <= first.start and first.end <= sentence.excerpt.end


def close(units: list[range]) -> bool:
    """Whether sentences stand together."""
    return all(one.stop == two.start for one, two in pairwise(units))
