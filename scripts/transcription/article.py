"""The pinned text -> excerpts that know where they stand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from .refusal import Refusal
from .text import UNSEEN

LEAD = "lead"
"""The name by which knowledge files call the text above the first heading."""

MARKS = {"Mn", "Me"}
NOT_PLAIN = re.compile(r"[^\n -~]")
FOREIGN_WORD = re.compile(r"\w*[^\W\x00-\x7f]\w*")

HEADING = re.compile(r"^==([^=]+)==$", re.MULTILINE)

# An excerpt must not begin or end inside a word or a number: '91,000' is not found in '191,000',
# nor '15' in '15%', nor '1945' in '1945–49'. A sign such as '(' may touch a word.
WHOLE = r"(?<!\w)(?<![0-9][.,\u2009–-])(?<![+−-]){}(?!\w)(?![.,\u2009–-][0-9])(?!%)"


@dataclass(frozen=True, slots=True)
class Article:
    """A text, the name of its file, and where its lines begin."""

    name: str
    text: str
    line_starts: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        check_text(self.name, self.text)
        starts = (0, *(match.end() for match in re.finditer("\n", self.text)))
        object.__setattr__(self, "line_starts", starts)

    @classmethod
    def pinned(cls, path: Path, sha256: str) -> Article:
        """Read ``path``; refuse it unless its bytes have this sha256."""
        if not path.is_file():
            raise Refusal(f"resources/{path.name} is missing; restore it")
        content = path.read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != sha256:
            raise Refusal(
                f"{path.name}: the pinned text has sha256 {sha256}, this file has {found}; "
                f"restore resources/{path.name}, or, if a newer text is meant, "
                "restore it and run `make adopt FROM=<the newer text>`"
            )
        return cls(path.name, decoded(path.name, content))

    @property
    def whole(self) -> Excerpt:
        """The article from its first character to its last."""
        return Excerpt(self, 0, len(self.text))

    def section(self, name: str) -> Excerpt:
        """Return the text below the heading ``name``, up to the next heading."""
        sections = self.sections()
        if name not in sections:
            raise Refusal(f"{self.name} has no section {name!r}; it has {', '.join(sections)}")
        return sections[name]

    def sections(self) -> dict[str, Excerpt]:
        """Every section by its heading; the text above the first heading is the lead."""
        return sections(self)


@lru_cache(maxsize=1)
def sections(article: Article) -> dict[str, Excerpt]:
    """Find the sections of an article, which every entry asks for."""
    headings = list(HEADING.finditer(article.text))
    starts = [0, *(match.end() for match in headings)]
    ends = [*(match.start() for match in headings), len(article.text)]
    names = [LEAD, *(match[1] for match in headings)]
    if len(set(names)) < len(names):
        raise Refusal(f"{article.name} has a heading twice: {', '.join(names)}")
    return {
        name: Excerpt(article, start, end)
        for name, start, end in zip(names, starts, ends, strict=True)
    }


@cache
def whole(words: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Compile the pattern of some words that are not cut out of longer ones."""
    sought = re.escape(words)
    return re.compile(WHOLE.format(sought) if re.search(r"\w", words) else sought, flags)


def decoded(name: str, content: bytes) -> str:
    """Decode the text of a file in UTF-8."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"resources/{name}, byte {error.start}: not UTF-8; save it as UTF-8"
        ) from None


def check_text(name: str, text: str) -> None:
    """Refuse characters that nobody sees, or that look like others."""
    found = min(faults(text), default=None)
    if found:
        start, fault = found
        line = text.count("\n", 0, start) + 1
        raise Refusal(
            f"{name} line {line}, character {start}: {fault}; write resources/{name} in characters "
            "that can be seen, each word in one script, in the Unicode form NFC"
        )


def faults(text: str) -> Iterator[tuple[int, str]]:
    """Yield what may not stand in a text, and where."""
    for match in NOT_PLAIN.finditer(text):
        character, before = match[0], text[match.start() - 1 : match.start()]
        kind = unicodedata.category(character)
        if kind in UNSEEN or (kind in MARKS and not before.isalpha()):
            yield match.start(), f"U+{ord(character):04X} cannot be seen, or stands on no letter"
    for match in FOREIGN_WORD.finditer(text):
        scripts = {unicodedata.name(letter, "?").split()[0] for letter in match[0]
                   if letter.isalpha()}  # fmt: skip
        if len(scripts) > 1:
            yield match.start(), f"{match[0]!r} mixes letters of {' and '.join(sorted(scripts))}"
    if not unicodedata.is_normalized("NFC", text):
        composed = unicodedata.normalize("NFC", text)
        pairs = enumerate(zip(text, composed, strict=False))
        place = next((n for n, (one, two) in pairs if one != two), len(composed))
        yield place, f"{text[place : place + 2]!r} is not in the form NFC"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``article.text[start:end]``: offsets in Unicode code points, from 0, half open."""

    article: Article = field(repr=False)
    start: int
    end: int

    @property
    def exact(self) -> str:
        """The characters themselves."""
        return self.article.text[self.start : self.end]

    @property
    def line(self) -> int:
        """The number of the line on which the excerpt begins, from 1."""
        return bisect_right(self.article.line_starts, self.start)

    @property
    def place(self) -> str:
        """Where this stands, for a message."""
        last = bisect_right(self.article.line_starts, self.end - 1) if self.end > self.start else 0
        lines = f"lines {self.line}-{last}" if last > self.line else f"line {self.line}"
        return f"{self.article.name} {lines}, characters {self.start}-{self.end}"

    def part(self, start: int, end: int) -> Excerpt:
        """Return the excerpt between two offsets counted from the start of this one."""
        return Excerpt(self.article, self.start + start, self.start + end)

    def lines(self) -> Iterator[Excerpt]:
        """Each line, without its line feed."""
        for match in re.finditer(r"[^\n]+", self.exact):
            yield self.part(*match.span())

    def occurrences(self, words: str) -> list[Excerpt]:
        """Every place in which ``words`` stand here as whole words and whole numbers."""
        text = self.exact
        if words not in text:
            return []
        return [self.part(*match.span()) for match in whole(words).finditer(text)]

    def has(self, words: str) -> bool:
        """Tell whether ``words`` stand here as whole words, in capital or small letters."""
        return bool(whole(words, re.IGNORECASE).search(self.exact))

    def find(self, words: str) -> Excerpt:
        """Find the one place in which ``words`` stand here; refuse none and more than one."""
        found = self.occurrences(words)
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refusal(f"{words!r} is not found as whole words ({self.place})")
        lines = ", ".join(str(excerpt.line) for excerpt in found)
        raise Refusal(f"{words!r} is found {len(found)} times, on lines {lines}, and must be once")
