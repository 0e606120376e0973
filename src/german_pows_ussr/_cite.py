"""Cite the package, a table, a cell or a source, in a line or for a reference manager."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from ._bibliography import bibtex_entry, package_item, part_item, ris_record, source_item
from ._evidence import Source, short_name, source, source_row
from ._findings import figure_row, summarize
from ._package import ARTICLE, WHOLE_TABLE, Address, package
from ._table import Json
from ._text import unknown
from ._trace import Trace, as_text, trace

Style = Literal["text", "note", "bibtex", "ris", "csl-json"]


@dataclass(frozen=True)
class Citation:
    """A citation: in a line, as short as a footnote, and as items of CSL."""

    line: str
    short: str
    items: list[Json]


def cite(
    address: str | list[str] | None = None, *, style: Style | str = "text", findings: bool = False
) -> str:
    """Cite the package, one of its tables, cells, or sources of the article.

    Args:
        address: a name from ``tables()``, or the address of a cell, ``table/row/field``, or of a
            source, ``sources/row``, with or without ``#``, or a list of them; without it, the
            citation is that of the package. That of a cell names who gives the figure, the work and
            page where they are known, and the place in the article.
        style: ``"text"``, ``"note"`` (as short as a footnote), ``"bibtex"``, ``"ris"`` or
            ``"csl-json"``; the last three have an entry, once, for each cell, for the works behind
            it, as far as they are known, and for the article, from which alone it was read.
        findings: also say what is known of the figure: the editor's note, and its disputes; an
            entry says it in its annotation.

    Returns:
        The citation, without a line feed at its end; in ``"text"`` and ``"note"`` a line for each.

    >>> print(cite("prisoners_held/1945-Q2/prisoners").partition(" In: ")[0])
    "2,000,000" (prisoners_held/1945-Q2/prisoners), asserted by Rüdiger Overmans, "Soldaten hinter Stacheldraht. Deutsche Kriegsgefangene des Zweiten Weltkriege", with Ulrike Goeken-Haidl (Ullstein, 2000), p. 246; cited in the Wikipedia article "German prisoners of war in the Soviet Union" (article.txt, line 42, characters 6594-6603).
    >>> print(cite("prisoners_held/1945-Q2/prisoners", style="note").partition(";")[0])
    "2,000,000": Overmans and Goeken-Haidl 2000, p. 246, cited in Wikipedia contributors, "German prisoners of war in the Soviet Union"

    """  # noqa: E501 - a citation is one line
    if style not in STYLES:
        raise unknown("style", style, "cite", STYLES)
    addresses = address if isinstance(address, list) else [] if address is None else [address]
    parts: list[Address | None] = [*map(Address.parse, dict.fromkeys(addresses))] or [None]
    cited = [citation(part, findings) for part in parts]
    items = {item["id"]: item for each in cited for item in each.items}
    lines, notes = zip(*((each.line, each.short) for each in cited), strict=True)
    return STYLES[style](Citation("\n".join(lines), "\n".join(notes), list(items.values())))


def citation(cited: Address | None, findings: bool) -> Citation:
    """Cite the package, or a part of it."""
    if findings and not (cited and cited.field):
        raise TypeError("findings are cited with a cell; findings(address) lists those of a table")
    whole, release = package()["citation"], f"{package()['name']} {package()['version']}"
    if cited is None:
        return Citation(whole, f"{package()['title']} ({release}).", [package_item()])
    table = package().table(cited.table)
    if cited.field:
        return cite_cell(trace(str(cited)), release, findings)
    if cited.row in ("", WHOLE_TABLE):
        item = part_item(table.name, f"{table.title} (table {table.name})", "")
        line = f"Table {table.name}: {table.title}. In: {whole}"
        return Citation(line, f"{release}, table {table.name}.", [item])
    if table.name != "sources":
        cell = f"{cited}/{table.main_field}"
        raise TypeError(f"{cited} is a row; a cell of it can be cited, such as {cell}")
    item, short = source_item(cited.row), short_name(source_row(cited.row))
    line = str(source(cited.row))
    if cited.row == ARTICLE:
        line = f"{short}, {item['container-title']}, {item['URL']}"
    return Citation(f"{line}.", f"{short}.", [item])


def cite_cell(found: Trace, release: str, findings: bool) -> Citation:
    """Cite a cell: its words with everyone who says them, or its value and how it came about."""
    places = "; ".join(map(str, found.places))
    remarks = caveats(found) if findings else ""
    quoted = found.origin == "transcribed" and found.value is not None
    line, short, title, works = quote(found, places) if quoted else state(found, places)
    note = f"{places}.{remarks}" if remarks else places
    return Citation(
        f"{line}{remarks} In: {package()['citation']}",
        f"{short}{release}, {found.address}.{remarks}",
        [part_item(found.address, title, note), *map(source_item, works)],
    )


def quote(found: Trace, places: str) -> tuple[str, str, str, list[str]]:
    """Quote a cell with its speakers: in a line, for a footnote, as a title; and their works."""
    apart = found.hedge and found.hedge not in found.exact
    words = f'"{found.exact}"' + (f' ("{found.hedge}")' if apart else "")
    given = voices(found)
    title = f"{words} ({found.address}), {all_voices(given, name_of)}"
    return (
        f"{words} ({found.address}), {all_voices(given, str)} ({places}).",
        f"{words}: {short_voices(given)}; ",
        re.sub(r'"([^"]*)"', r"“\1”", title),  # styles turn these into marks of their own
        [hop.source for hop in given if source_row(hop.source)["csl_type"]],
    )


def state(found: Trace, places: str) -> tuple[str, str, str, list[str]]:
    """State a cell that is not quoted, and what it is based on, in the same four parts."""
    if found.value is None:
        title = f"{found.address}, empty"
    else:
        how = "computed" if found.origin == "derived" else "read by the editors"
        title = f"{found.address} = {as_text(found.value).rstrip('.')}, {how}"
    if found.value is None or found.origin == "derived":
        return f"{title}: {found.rule}", "", title, []
    words = f' from "{found.exact}"' if found.ground == "words" else ""
    where = places or found.knowledge.rstrip(".")
    return f"{title}{words}{f' ({where})' if where else ''}.", "", title, []


def caveats(found: Trace) -> str:
    """Add the editor's note on a figure, and its disputes, as further sentences."""
    disputes = [said for label, said in summarize(found.findings) if label == "dispute"]
    return "".join(f" {said}" for said in [found.note, *disputes] if said)


VERBS = {
    "asserted by": "", "reported by": "after ", "also given by": "also ", "cited in": "cited in ",
}  # fmt: skip
"""How a figure came from everyone in turn, in a line and in a footnote."""


def voices(found: Trace) -> dict[Source, str]:
    """Find everyone through whom a figure came, down to the article, each with its verb.

    A work to which the article ascribes the same claim elsewhere is one of them.
    """
    figure, article = figure_row(Address.of_cell(found.address)), source(ARTICLE)
    work = source(figure["work"]) if figure and figure["work"] else None
    reporter = None if found.reported_by == article else found.reported_by
    hops = (found.asserted_by, reporter, work, article)
    given: dict[Source, str] = {}
    for hop, verb in zip(hops, VERBS, strict=True):
        if hop:
            given.setdefault(hop, verb)
    return given


def all_voices(given: Mapping[Source, str], name: Callable[[Source], str]) -> str:
    """Name everyone through whom a figure came, as far as the article."""
    return "; ".join(f"{verb} {name(hop)}" for hop, verb in given.items())


def name_of(hop: Source) -> str:
    """Name a source whose work has an item of its own; the article in full."""
    if hop.source == ARTICLE:
        return str(hop)
    return f"{hop.name} [work inferred]" if hop.inferred else hop.name


def short_voices(given: Mapping[Source, str]) -> str:
    """Name everyone through whom a figure came, for a footnote."""
    names = {hop: short_name(source_row(hop.source)) for hop in given}
    return ", ".join(f"{VERBS[verb]}{names[hop]}" for hop, verb in given.items())


STYLES: dict[str, Callable[[Citation], str]] = {
    "text": lambda cited: cited.line,
    "note": lambda cited: cited.short,
    "bibtex": lambda cited: "\n".join(map(bibtex_entry, cited.items)),
    "ris": lambda cited: "\n".join(map(ris_record, cited.items)),
    "csl-json": lambda cited: json.dumps(cited.items, ensure_ascii=False, indent=2),
}
