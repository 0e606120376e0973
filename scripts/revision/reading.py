"""Read a newer text of the article, as rendered HTML or in the plain form -> the plain form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcription.refusal import Refusal

from . import hypertext
from .plain_form import TITLE, Block, Heading, printed, tidy

ELEMENT = re.compile(r"</(?:p|div|span|td|th|tr|table|li|ul|h[1-6]|a|section)>", re.IGNORECASE)
OTHER_FILES = {
    "empty": re.compile(r"\s*\Z"),
    "an XML export": re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<mediawiki\b"),
    "JSON": re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\"{\]])"),
}
"""How files begin that hold no text, or hide it in something else."""
OTHER_MARKUP = {
    "wikitext": re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|<ref[ >/]|^\{\|", re.MULTILINE),
    "Markdown": re.compile(r"^#{1,6} \w|^[ :|]*-{3,}[ :-]*\|[ :|-]*$|\]\(https?:", re.MULTILINE),
}
"""What is left in a text that was written for another program to print."""
PARTS = {
    "tables": re.compile(r"^\|.*\|$", re.MULTILINE),
    "headings": re.compile(r"^==+[^=\n]+==+$", re.MULTILINE),
}
"""What an extract or a single section of the article has lost."""
SPACED = re.compile(r"^(={2,6}) *([^=\n]+?) *\1 *$", re.MULTILINE)
APPARATUS = frozenset((
    "references", "notes", "footnotes", "citations", "notes and references",
    "references and notes", "sources", "bibliography", "further reading", "external links",
    "literature", "works cited",
))  # fmt: skip
"""The sections that hold notes and literature, not the text of the article."""
TAKE = (
    "give the rendered HTML: run make fetch-revision, or save the page from a browser, or download "
    "it with action=render"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A text in the plain form, and notices about what was left out of it."""

    text: str
    notices: Sequence[str] = ()


def read(content: bytes, pinned: str, name: str) -> Reading:
    """Convert a file to the plain form; refuse what is not the whole article."""
    try:
        given = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refusal(f"{name}, byte {error.start}: not UTF-8; save it as UTF-8") from None
    for kind, beginning in OTHER_FILES.items():
        if beginning.match(given):
            raise Refusal(f"{name} is {kind}, not the text of the article; {TAKE}")
    reading = read_html(given) if ELEMENT.search(given) else read_plain(given)
    for kind, markup in OTHER_MARKUP.items():
        if markup.search(reading.text):
            raise Refusal(f"{name} is {kind}, which only its own program can print; {TAKE}")
    check_whole(reading.text, pinned, name)
    return Reading(with_title(reading.text, pinned), reading.notices)


def read_plain(given: str) -> Reading:
    """Tidy each line of a plain text, and keep the blanks at its beginning."""
    lines = (line[: len(line) - len(line.lstrip(" "))] + tidy(line) for line in given.split("\n"))
    return Reading(SPACED.sub(r"\1\2\1", "\n".join(lines)))


def read_html(given: str) -> Reading:
    """Print the HTML of an article without its notes and literature."""
    blocks = hypertext.blocks(given)
    notices = [f"left out: the section {block.text}" for block in blocks
               if isinstance(block, Heading) and is_apparatus(block)]  # fmt: skip
    return Reading(printed(without_apparatus(blocks)), notices)


def without_apparatus(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks outside the sections of notes and literature."""
    within: int | None = None
    for block in blocks:
        if isinstance(block, Heading) and (within is None or block.level <= within):
            within = block.level if is_apparatus(block) else None
        if within is None:
            yield block


def is_apparatus(heading: Heading) -> bool:
    """Tell whether a heading is that of a section of notes or literature."""
    return heading.text.casefold() in APPARATUS


def with_title(text: str, pinned: str) -> str:
    """Put the title of the pinned text above a text that has none."""
    title = TITLE.match(pinned)
    return f"{title[0]}\n\n{text}" if title and not TITLE.match(text) else text


def check_whole(text: str, pinned: str, name: str) -> None:
    """Refuse a text without tables or headings where the pinned one has them."""
    for part, pattern in PARTS.items():
        if pattern.search(pinned) and not pattern.search(text):
            raise Refusal(
                f"{name} has no {part}, and the pinned text has {len(pattern.findall(pinned))} "
                f"lines of them: it is an extract or a single section; {TAKE}"
            )
