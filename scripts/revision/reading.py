"""A file in the form in which somebody got it -> the text of the article in the plain form."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from transcription.refusal import Refusal

from . import hypertext
from .plain_form import TITLE, Block, Heading, printed, tidy
from .templates import known
from .wikitext import Wikitext

Form = Literal["wikitext", "HTML", "plain text"]

WHOLE_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
ELEMENT = re.compile(r"</(?:p|div|span|td|th|tr|table|li|ul|h[1-6]|a|b|i|section)>", re.IGNORECASE)
MARKUP = re.compile(
    r"\[\[|\]\]|\{\{|\}\}|'''?|<ref\b|^\{\||^\|\}|^\|-|^={2,6} *[^=\n]+ *={2,6} *$", re.MULTILINE
)
SURE_MARKUP = re.compile(r"\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|<ref[ >/]|^\{\|", re.MULTILINE)
REDIRECT = re.compile(r"\s*#\w+\s*:?\s*\[\[", re.IGNORECASE)
SPACED = re.compile(r"^(={2,6}) *([^=\n]+?) *\1 *$", re.MULTILINE)
TAKE = "take the wikitext (action=raw), or the page as HTML"


@dataclass(frozen=True, slots=True)
class Reading:
    """The text in the plain form, the form in which it came, and what is to be said of both."""

    text: str
    form: Form
    notices: Sequence[str]


def read(content: bytes, pinned: str, name: str) -> Reading:
    """The text of a file; refuses a form that has lost what the pinned text has."""
    try:
        given = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Refusal(f"{name}, byte {error.start}: not UTF-8; save it as UTF-8") from None
    check_kind(given, name)
    form = form_of(given)
    text, notices = plain_of(given, form)
    check_whole(text, pinned, form, name)
    return Reading(with_title(text, pinned), form, notices)


def form_of(text: str) -> Form:
    """In which of the three forms a text is, by what stands in it."""
    if WHOLE_PAGE.match(text):
        return "HTML"
    elements, markup = len(ELEMENT.findall(text)), len(MARKUP.findall(text))
    if elements > markup:
        return "HTML"
    return "wikitext" if SURE_MARKUP.search(text) else "plain text"


def check_kind(text: str, name: str) -> None:
    """Refuse by its name what is no text of an article, or hides it in something else."""
    faults = {
        "is empty": not text.strip(),
        "is a redirect": bool(REDIRECT.match(text)),
        "is an export in XML": bool(re.match(r"\s*<(?:\?xml[^>]*>\s*<)?mediawiki\b", text)),
        "is an answer of an interface, in JSON": is_json(text),
    }
    for fault, is_so in faults.items():
        if is_so:
            raise Refusal(f"{name} {fault}, not the text of an article; {TAKE}")


def is_json(text: str) -> bool:
    """Whether a text is an object or a list in JSON."""
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False


def plain_of(given: str, form: Form) -> tuple[str, list[str]]:
    """The plain form of a text, and what could not be printed in it, or was left out."""
    if form == "plain text":
        lines = (
            line[: len(line) - len(line.lstrip(" "))] + tidy(line) for line in given.split("\n")
        )
        return SPACED.sub(r"\1\2\1", "\n".join(lines)), []
    wikitext = Wikitext(given) if form == "wikitext" else None
    blocks = wikitext.blocks() if wikitext else hypertext.blocks(given)
    kept = list(without_apparatus(blocks))
    notices = [f"left out: the section {heading.text}" for heading in blocks
               if isinstance(heading, Heading) and is_apparatus(heading)]  # fmt: skip
    if wikitext:
        notices += [f"unknown template {one}: printed by its arguments; see "
                    "scripts/revision/templates.toml" for one in wikitext.unknown]  # fmt: skip
    return printed(kept), notices


def without_apparatus(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without the sections of notes and literature."""
    within: int | None = None
    for block in blocks:
        if isinstance(block, Heading) and (within is None or block.level <= within):
            within = block.level if is_apparatus(block) else None
        if within is None:
            yield block


def is_apparatus(heading: Heading) -> bool:
    """Whether a heading is that of a section of notes or literature."""
    return heading.text.casefold() in map(str.casefold, known().apparatus.headings)


def with_title(text: str, pinned: str) -> str:
    """The text below the title of the pinned one, where its form has no title."""
    title = TITLE.match(pinned)
    return f"{title[0]}\n\n{text}" if title and not TITLE.match(text) else text


def check_whole(text: str, pinned: str, form: Form, name: str) -> None:
    """Refuse a text without tables or without sections, where the pinned one has them."""
    if drawn_lines(pinned) and not drawn_lines(text):
        lost = "the text above the first heading alone" if not headings(text) else "a text extract"
        raise Refusal(
            f"{name} ({form}) has lost its tables: the pinned text has {drawn_lines(pinned)} lines "
            f"of them, this has none, as in {lost}; {TAKE}"
        )
    if headings(pinned) and not headings(text):
        raise Refusal(
            f"{name} ({form}) has no headings, where the pinned text has {headings(pinned)}: it is "
            f"one section alone, such as the lead; {TAKE}"
        )


def drawn_lines(text: str) -> int:
    """How many lines of tables a text has."""
    return len(re.findall(r"^\|.*\|$", text, re.MULTILINE))


def headings(text: str) -> int:
    """How many headings a text has."""
    return len(re.findall(r"^==+[^=\n]+==+$", text, re.MULTILINE))
