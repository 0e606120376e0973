"""A newer text and the pinned one -> the newer, in the pinned spelling where words are the same.

What no form tells, such as a blank line or the shape of a dash, is taken from the pinned text: a
new text that says the same is the same, and what differs in ``git diff`` differs in its words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from transcription.article import Excerpt

from .alignment import Alignment
from .texts import Text

MARKS = "-*:;#"
"""Signs at the ends of a line that are markup."""


def respelt(found: Alignment) -> str:
    """The new text, line by line."""
    lines = list(found.new.article.whole.lines())
    olds = [old_line(found, line) for line in lines]
    usual = habits(found.old)
    text = spelt(found, lines[0], olds[0])
    for (above, line), (old_above, old) in zip(pairwise(lines), pairwise(olds), strict=True):
        gap = usual.get((kind(above), kind(line)), found.new.article.text[above.end : line.start])
        text += between(old_above, old, gap) + spelt(found, line, old)
    return text + "\n"


def old_line(found: Alignment, line: Excerpt) -> Excerpt | None:
    """The line of the pinned text from which most words of a line come."""
    article, tokens = found.old.article, found.old.tokens
    numbers = Counter(
        Excerpt(article, tokens[n].start, tokens[n].end).line
        for n in sources(found, found.new.numbers(line))
    )
    if not numbers:
        return None
    ((number, _),) = numbers.most_common(1)
    starts = (*article.line_starts, len(article.text) + 1)
    return Excerpt(article, starts[number - 1], starts[number] - 1)


def kind(line: Excerpt) -> str:
    """The sign by which a line is more than prose."""
    return line.exact[0] if line.exact[0] in MARKS + "=|" else ""


def habits(old: Text) -> dict[tuple[str, str], str]:
    """What mostly parts two lines of the pinned text, by their kinds, beside its tables."""
    gaps: dict[tuple[str, str], Counter[str]] = {}
    for above, line in pairwise(old.article.whole.lines()):
        kinds = (kind(above), kind(line))
        if "|" not in kinds:
            gap = old.article.text[above.end : line.start]
            gaps.setdefault(kinds, Counter())[gap] += 1
    return {kinds: counted.most_common(1)[0][0] for kinds, counted in gaps.items()}


def sources(found: Alignment, numbers: range) -> Iterator[int]:
    """The old tokens that some new ones are."""
    return (found.sources[m] for m in numbers if m in found.sources)


def between(above: Excerpt | None, line: Excerpt | None, usual: str) -> str:
    """What parts two lines: as in the pinned text, if they are neighbours there, else the usual."""
    if above and line and above.end < line.start:
        gap = line.article.text[above.end : line.start]
        return usual if gap.strip() else gap
    return usual


def spelt(found: Alignment, line: Excerpt, old: Excerpt | None) -> str:
    """A line in the pinned spelling, whole or word by word."""
    if old and core(found.old, old) == core(found.new, line):
        return old.exact
    return "".join(pieces(found, line))


def core(text: Text, line: Excerpt) -> list[str]:
    """How the tokens of a line compare, without the marks at its ends."""
    keys = text.keys(text.numbers(line))
    if line.exact.startswith("|"):
        return re.split(r" *\| *", line.exact)
    while keys and keys[0] in MARKS:
        keys.pop(0)
    while keys and keys[-1] in MARKS:
        keys.pop()
    return keys


def pieces(found: Alignment, line: Excerpt) -> Iterator[str]:
    """The words of a line and what parts them, each as in the pinned text if it is there."""
    old, new, last = found.old, found.new, line.start
    text, before = new.article.text, None
    for m in new.numbers(line):
        token, source = new.tokens[m], found.sources.get(m)
        gap = text[last : token.start]
        if source is not None and before is not None and source == before + 1:
            gap = old.article.text[old.tokens[before].end : old.tokens[source].start]
        yield gap if "\n" not in gap else text[last : token.start]
        word = text[token.start : token.end]
        yield word if source is None else cased(old_word(old, source), word)
        last, before = token.end, source
    yield text[last : line.end]


def old_word(old: Text, number: int) -> str:
    """A word as the pinned text spells it."""
    return old.article.text[old.tokens[number].start : old.tokens[number].end]


def cased(old: str, new: str) -> str:
    """The old spelling, unless capital and small letters differ."""
    return old if old.casefold() != new.casefold() or old == new else new
