"""Wikitext -> headings, paragraphs and tables, and what of it could not be printed.

Notes, comments, files, categories and boxes have no place in the plain form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import wikitextparser

from . import hypertext
from .plain_form import BAR, Block, Drawn, Heading, Line, Span, drawn, raised, tidy
from .templates import words_of

LEFT_OUT = ("ref", "references", "gallery", "templatestyles", "timeline", "imagemap", "mapframe",
            "graph", "score", "math", "categorytree", "indicator", "noinclude", "del")  # fmt: skip
"""The elements that print no text of the article."""
EXTENTS = ("rowspan", "colspan")
PICTURES = ("file:", "image:", "media:", "category:")
HEADING = re.compile(r"^(={1,6})\s*(.+?)\s*\1\s*$")
MARKER = re.compile(r"^(?:[*#:;]+\s*|- )")
ITEMS = ("*", "#", "- ")
SWITCH = re.compile(r"__[A-Z]+__")
ELEMENT = re.compile(r"</?[a-zA-Z][^<>]*>")
BREAK = re.compile(r"<(?:br|hr|/?(?:p|div|blockquote|center|li|t[dhr]))\b[^<>]*>", re.IGNORECASE)
PARTED = re.compile(r"</?(?:p|div|blockquote|center|poem)\b[^<>]*>", re.IGNORECASE)
"""What ends a paragraph like a blank line."""
HTML_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
OTHER_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)*:\S", re.ASCII)
"""A link to the same article in another wiki, which is printed elsewhere."""
HELD = re.compile("\ue000(\\d+)\ue001")
"""What stands for a table while its surroundings are read."""


class Wikitext:
    """A text in wikitext; ``unknown`` are the templates that no table of ours knows."""

    def __init__(self, text: str) -> None:
        """Take what prints nothing out, so that no note's number is glued to a figure."""
        self.unknown: list[str] = []
        self.tables: list[Drawn] = []
        self.text = without_notes(re.sub(r"<!--.*?-->", "", text.replace("\r\n", "\n"), flags=re.S))

    def blocks(self) -> list[Block]:
        """The article, from its first line to its last."""
        parsed = wikitextparser.parse(self.inline(self.text))
        for table in reversed(parsed.get_tables(recursive=False)):
            self.tables.append(self.table(table))
            table[:] = f"\ue000{len(self.tables) - 1}\ue001"
        text = HTML_TABLE.sub(self.html_table, str(parsed.string))
        return list(self.lines(PARTED.sub("\n\n", text)))

    def html_table(self, found: re.Match[str]) -> str:
        """What stands for a table that is written in HTML."""
        for block in hypertext.blocks(found[0]):
            if isinstance(block, Drawn):
                self.tables.append(block)
        return f"\n\ue000{len(self.tables) - 1}\ue001\n"

    def inline(self, text: str) -> str:
        """The text without its templates, links and emphasis; tables and lines stay as they are."""
        return str(
            wikitextparser.parse(without_pictures(text)).plain_text(
                replace_templates=self.template,
                replace_parser_functions=self.template,
                replace_tables=False,
                replace_tags=False,
                unescape_html_entities=False,
                replace_wikilinks=True,
            )
        )

    def template(self, found: wikitextparser.Template | wikitextparser.ParserFunction) -> str:
        """What a template prints; of an unknown one its arguments, so that nothing vanishes."""
        arguments: dict[str, str] = {}
        for n, argument in enumerate(found.arguments, start=1):
            function = isinstance(found, wikitextparser.ParserFunction)
            name = str(n) if function else argument.name.strip()
            arguments[name] = self.inline(argument.value).strip()
        if found.name.strip() == "#tag" and arguments.get("1") in LEFT_OUT:
            return ""
        words = words_of(found.name, arguments)
        if words is None:
            self.unknown.append(" ".join(str(found).split()))
            words = " ".join(value for name, value in arguments.items() if name.isdecimal())
        return words.replace("|", BAR) if words != "|" else words

    def table(self, table: wikitextparser.Table) -> Drawn:
        """A table with its caption."""
        rows = [
            [
                Span(cell_text(cell.value), *(extent(cell.attrs, name) for name in EXTENTS))
                for cell in row
            ]
            for row in table.cells(span=False)
        ]  # fmt: skip
        return drawn(plain(table.caption or ""), rows)

    def lines(self, text: str) -> Iterator[Block]:
        """Headings and items line by line; lines of prose up to a blank one make a paragraph."""
        prose: list[str] = []
        above = close = False
        for line in [*text.split("\n"), ""]:
            words, heading, held = plain(line), HEADING.match(line), HELD.search(line)
            if prose and (not words or heading or held or MARKER.match(line)):
                yield Line(" ".join(prose), close=close)
                prose = []
            if held:
                yield self.tables[int(held[1])]
            elif heading:
                yield Heading(len(heading[1]), plain(heading[2]))
            elif words and MARKER.match(line):
                yield Line(plain(MARKER.sub("", line)), item=line.startswith(ITEMS))
            elif words:
                close = close if prose else above
                prose.append(words)
            above = bool(held)


def without_notes(text: str) -> str:
    """The wikitext without notes and other elements that print no text of the article."""
    parsed = wikitextparser.parse(text)
    for name in LEFT_OUT:
        for tag in reversed(parsed.get_tags(name)):
            del tag[:]
    for tag in reversed(parsed.get_tags("sup")):
        tag[:] = raised(tag.contents)
    return SWITCH.sub("", parsed.string)


def without_pictures(text: str) -> str:
    """The wikitext without files, categories and other wikis, which are no text of the article."""
    parsed = wikitextparser.parse(text)
    for link in reversed(parsed.wikilinks):
        title = link.title.strip()
        if title.lower().startswith(PICTURES) or (OTHER_LANGUAGE.match(title) and not link.text):
            del link[:]
        elif title.startswith(":") and not link.text:
            link.text = title.removeprefix(":")
    return str(parsed.string)


def cell_text(value: str) -> str:
    """The words of a cell, on one line."""
    return plain(re.sub(r"^[*#:;]+\s*", "", value.strip())).replace("|", BAR)


def plain(text: str) -> str:
    """Words without elements and entities."""
    return tidy(unescape(ELEMENT.sub("", BREAK.sub(" ", text))))


def extent(attributes: dict[str, str], name: str) -> int:
    """How many rows or columns a cell takes."""
    found = re.match(r"\s*(\d+)", attributes.get(name, "") or "")
    return max(int(found[1]), 1) if found else 1
