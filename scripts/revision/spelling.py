"""Write a newer text in the pinned spelling where its words are the same.

What a form does not tell, such as a blank line or the shape of a dash, is taken from the pinned
text, so that ``git diff`` shows only the words that differ.
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


def respell(found: Alignment) -> str:
    """Write the new text, line by line."""
    lines = list(found.new.article.whole.lines())
    olds = [old_line(found, line) for line in lines]
    usual = usual_gaps(found.old)
    text = spell(found, lines[0], olds[0])
    for (above, line), (old_above, old) in zip(pairwise(lines), pairwise(olds), strict=True):
        gap = usual.get((kind(above), kind(line)), found.new.article.text[above.end : line.start])
        text += between(old_above, old, gap) + spell(found, line, old)
    return text + "\n"


def old_line(found: Alignment, line: Excerpt) -> Excerpt | None:
    """Return the line of the pinned text from which most words of a line come."""
    article, tokens = found.old.article, found.old.tokens
    numbers = Counter(
        Excerpt(article, tokens[n].start, tokens[n].end).line
        for n in map(found.sources.get, found.new.numbers(line))
        if n is not None
    )
    if not numbers:
        return None
    ((number, _),) = numbers.most_common(1)
    starts = (*article.line_starts, len(article.text) + 1)
    return Excerpt(article, starts[number - 1], starts[number] - 1)


def kind(line: Excerpt) -> str:
    """Return the sign that makes a line more than prose."""
    return line.exact[0] if line.exact[0] in MARKS + "=|" else ""


def usual_gaps(old: Text) -> dict[tuple[str, str], str]:
    """Return the most common gap between two lines of the pinned text outside tables, by kind."""
    gaps: dict[tuple[str, str], Counter[str]] = {}
    for above, line in pairwise(old.article.whole.lines()):
        kinds = (kind(above), kind(line))
        if "|" not in kinds:
            gap = old.article.text[above.end : line.start]
            gaps.setdefault(kinds, Counter())[gap] += 1
    return {kinds: counted.most_common(1)[0][0] for kinds, counted in gaps.items()}


def between(above: Excerpt | None, line: Excerpt | None, usual: str) -> str:
    """Return the gap between two lines: that of the pinned text if they are neighbours there."""
    if above and line and above.end < line.start:
        gap = line.article.text[above.end : line.start]
        return usual if gap.strip() else gap
    return usual


def spell(found: Alignment, line: Excerpt, old: Excerpt | None) -> str:
    """Write a line in the pinned spelling, whole or word by word."""
    if old and core(found.old, old) == core(found.new, line):
        return old.exact
    return "".join(pieces(found, line))


def core(text: Text, line: Excerpt) -> list[str]:
    """Return the keys of a line's tokens, without the marks at its ends."""
    keys = text.keys(text.numbers(line))
    if line.exact.startswith("|"):
        return re.split(r" *\| *", line.exact)
    while keys and keys[0] in MARKS:
        keys.pop(0)
    while keys and keys[-1] in MARKS:
        keys.pop()
    return keys


def pieces(found: Alignment, line: Excerpt) -> Iterator[str]:
    """Yield the words of a line and the gaps between them, as the pinned text has them."""
    old, new, last = found.old, found.new, line.start
    text, before = new.article.text, None
    for m in new.numbers(line):
        token, source = new.tokens[m], found.sources.get(m)
        gap = text[last : token.start]
        if source is not None and before is not None and source == before + 1:
            gap = old.article.text[old.tokens[before].end : old.tokens[source].start]
        yield gap if "\n" not in gap else text[last : token.start]
        word = text[token.start : token.end]
        yield word if source is None else keep_spelling(old, source, word)
        last, before = token.end, source
    yield text[last : line.end]


def keep_spelling(old: Text, source: int, word: str) -> str:
    """Return the old spelling of a word, unless capital and small letters differ."""
    before = old.article.text[old.tokens[source].start : old.tokens[source].end]
    return word if before.casefold() == word.casefold() else before
