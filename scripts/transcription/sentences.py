"""Split the article into sentences, each with a digest of its words."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .article import Article, Excerpt
from .definition import Definition
from .table import Cell, Row, Table, Value

# A full stop ends a sentence before a capital letter, unless it stands behind a single one, which
# it abbreviates: 'Grigori F. Krivosheev'.
END = re.compile(r'(?<!\b[^\W\d_a-z])[.!?]["”’)\]]* +(?=["“‘(\[]?([^\W\d_]))')
FIELDS = ("sentence", "section", "line", "char_start", "char_end")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line that is no prose; the digest of its words; a key that is unique."""

    excerpt: Excerpt
    digest: str
    key: str


@lru_cache(maxsize=1)
def sentences(article: Article) -> tuple[Sentence, ...]:
    """List every sentence of the article, in its order; the lines of drawn tables are none."""
    counted: Counter[str] = Counter()
    found: list[Sentence] = []
    for excerpt in units(article):
        name = digest(excerpt.exact)
        counted[name] += 1
        key = name if counted[name] == 1 else f"{name}-{counted[name]}"
        found.append(Sentence(excerpt, name, key))
    return tuple(found)


def units(article: Article) -> Iterator[Excerpt]:
    """Yield the sentences of prose; a line that touches a drawn table is its caption or source."""
    drawn = {line.line for line in article.whole.lines() if line.exact.startswith("|")}
    for line in article.whole.lines():
        if {line.line - 1, line.line + 1} & drawn and line.line not in drawn:
            yield line
        elif line.line not in drawn:
            yield from split(line)


def split(line: Excerpt) -> Iterator[Excerpt]:
    """Split a line into its sentences, without the blanks between them."""
    ends = [match for match in END.finditer(line.exact) if match[1].isupper()]
    starts = [0, *(match.end() for match in ends)]
    for start, end in zip(starts, [*starts[1:], len(line.exact)], strict=True):
        yield line.part(start, start + len(line.exact[start:end].rstrip()))


def digest(words: str) -> str:
    """Hash words in their order to twelve hexadecimal digits."""
    return hashlib.sha256(re.sub("[ \n]+", " ", words).encode()).hexdigest()[:12]


def containing(found: Sequence[Sentence], excerpt: Excerpt) -> Sentence | None:
    """Find the sentence in which an excerpt lies from end to end."""
    for sentence in found:
        if sentence.excerpt.start <= excerpt.start and excerpt.end <= sentence.excerpt.end:
            return sentence
    return None


def key_of(found: Sequence[Sentence], excerpt: Excerpt) -> str | None:
    """Return the key of the sentence around an excerpt; the lines of drawn tables have none."""
    sentence = containing(found, excerpt)
    return sentence.key if sentence else None


def section_of(article: Article, excerpt: Excerpt) -> str:
    """Name the section in which an excerpt stands; a heading belongs to the one before it."""
    starts = {section.start: name for name, section in article.sections().items()}
    return starts[max(start for start in starts if start <= excerpt.start)]


def sentence_table(article: Article, definition: Definition) -> Table:
    """Write the table ``sentences``: where each stands; the article has its words."""
    rows: list[Row] = []
    for sentence in sentences(article):
        excerpt = sentence.excerpt
        section = section_of(article, excerpt)
        place = (excerpt.line, excerpt.start, excerpt.end)
        values: tuple[Value, ...] = (sentence.key, section, *place)
        rows.append({name: Cell(value) for name, value in zip(FIELDS, values, strict=True)})
    return Table(definition, tuple(rows))
