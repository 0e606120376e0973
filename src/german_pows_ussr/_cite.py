"""Cite the package, a table, a cell or a source, in a line or for a reference manager."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from ._bibliography import bibtex_entry, package_item, part_item, ris_record, source_item
from ._evidence import Source, locator, people, source, source_row
from ._findings import summarize
from ._package import ARTICLE, WHOLE_TABLE, Address, package
from ._table import Json, Row
from ._text import unknown
from ._trace import Trace, as_text, trace

Style = Literal["text", "note", "bibtex", "ris", "csl-json"]


@dataclass(frozen=True)
class Citation:
    """A citation: in a line, as short as a footnote, and as items of CSL."""

    line: str
    short: str
    items: list[Json]


def cite(address: str | None = None, *, style: Style | str = "text", findings: bool = False) -> str:
    """Cite the package, one of its tables, a single cell, or a source of the article.

    Args:
        address: a name from ``tables()``, or the address of a cell, ``table/row/field``, or of a
            source, ``sources/row``, with or without ``#``; without it, the citation is that of the
            package. That of a cell names who gives the figure, the work and page where they are
            known, and the place in the article.
        style: ``"text"``, ``"note"`` (as short as a footnote), ``"bibtex"``, ``"ris"`` or
            ``"csl-json"``; the last three have an entry for a cell, for the works behind it, as far
            as they are known, and for the article, from which alone the cell was read.
        findings: also say what is known of the figure: the editor's note, and its disputes; an
            entry says it in its note.

    Returns:
        The citation, without a line feed at its end.

    >>> print(cite("prisoners_held/1945-Q2/prisoners").partition(" In: ")[0])
    "2,000,000" (prisoners_held/1945-Q2/prisoners), asserted by Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche Kriegsgefangene des Zweiten Weltkriege, with Ulrike Goeken-Haidl. Ullstein, 2000, p. 246; cited in German prisoners of war in the Soviet Union, Wikipedia, The Free Encyclopedia (article.txt, line 42, characters 6594-6603).
    >>> print(cite("prisoners_held/1945-Q2/prisoners", style="note").partition(";")[0])
    "2,000,000": Overmans and Goeken-Haidl 2000, p. 246, cited in Wikipedia contributors, "German prisoners of war in the Soviet Union"

    """  # noqa: E501 - a citation is one line
    if style not in STYLES:
        raise unknown("style", style, "cite", STYLES)
    return STYLES[style](citation(None if address is None else Address.parse(address), findings))


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
    short = f"{short_name(source_row(cited.row))}."
    return Citation(f"{source(cited.row)}.", short, [source_item(cited.row)])


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
    title = f"“{found.exact}”" + (f" (“{found.hedge}”)" if apart else "")
    hops = (found.asserted_by, found.reported_by, source(ARTICLE))
    chain = list({hop.source: hop for hop in hops if hop}.values())
    return (
        f"{words} ({found.address}), {all_speakers(chain, str)} ({places}).",
        f"{words}: {short_speakers(chain)}; ",
        f"{title} ({found.address}), {all_speakers(chain, name_of)}",
        [hop.source for hop in chain if source_row(hop.source)["csl_type"]],
    )


def state(found: Trace, places: str) -> tuple[str, str, str, list[str]]:
    """State a cell that is not quoted, and what it is based on, in the same four parts."""
    if found.value is None:
        title = f"{found.address}, empty"
    else:
        how = "computed" if found.origin == "derived" else "read by the editors"
        title = f"{found.address} = {as_text(found.value)}, {how}"
    if found.value is None or found.origin == "derived":
        return f"{title}: {found.rule}", "", title, []
    words = f' from "{found.exact}"' if found.ground == "words" else ""
    where = places or found.knowledge.rstrip(".")
    return f"{title}{words}{f' ({where})' if where else ''}.", "", title, []


def caveats(found: Trace) -> str:
    """Add the editor's note on a figure, and its disputes, as further sentences."""
    disputes = [said for label, said in summarize(found.findings) if label == "dispute"]
    return "".join(f" {said}" for said in [found.note, *disputes] if said)


def all_speakers(chain: Sequence[Source], name: Callable[[Source], str]) -> str:
    """Name everyone through whom a figure came, as far as the article."""
    verbs = ["asserted by", *("reported by" for _ in chain[1:])]
    if len(chain) > 1:
        verbs[-1] = "cited in"
    return "; ".join(f"{verb} {name(hop)}" for verb, hop in zip(verbs, chain, strict=True))


def name_of(hop: Source) -> str:
    """Name a source whose work has an item of its own; the article in full."""
    if hop.source == ARTICLE:
        return str(hop)
    return f"{hop.name} [work inferred]" if hop.inferred else hop.name


def short_speakers(chain: Sequence[Source]) -> str:
    """Name everyone through whom a figure came, for a footnote."""
    first, *others = (short_name(source_row(hop.source)) for hop in chain)
    verbs = [*("after" for _ in others[1:]), "cited in"]
    return ", ".join([first, *map(" ".join, zip(verbs, others, strict=False))])


def short_name(row: Row) -> str:
    """Name a source by its makers and year, or title; one without a work by its name."""
    makers = people(row["authors"]) or people(row["editors"])
    if not makers:
        return row["name_printed"]
    families = " and ".join(name.get("family") or name["literal"] for name in makers)
    edited = "" if row["authors"] else " (ed.)"
    work = f" {row['year'].replace('/', '-')}" if row["year"] else f', "{row["title"]}"'
    inferred = " [work inferred]" if row["inferred"] == "true" else ""
    return ", ".join(filter(None, [f"{families}{edited}{work}", locator(row)])) + inferred


STYLES: dict[str, Callable[[Citation], str]] = {
    "text": lambda cited: cited.line,
    "note": lambda cited: cited.short,
    "bibtex": lambda cited: "\n".join(map(bibtex_entry, cited.items)),
    "ris": lambda cited: "\n".join(map(ris_record, cited.items)),
    "csl-json": lambda cited: json.dumps(cited.items, ensure_ascii=False, indent=2),
}
