"""The package, a table, a cell or a source -> a citation, in a line or for a reference manager."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ._address import Row, figure, part
from ._bibliography import as_bibtex, as_csl_json, as_ris
from ._findings import OPEN
from ._ground import WHOLE_TABLE
from ._package import Json, descriptor, rows, table_resource, unknown
from ._source import ARTICLE, Source, located, people, source
from ._trace import Trace, trace
from ._works import package_item, part_item, source_item


@dataclass(frozen=True, kw_only=True)
class Cited:
    """What is cited: in a line, as short as a footnote, and as items of CSL."""

    line: str
    short: str
    items: list[Json]


def cite(
    address: str | None = None,
    row: Row | None = None,
    field: str | None = None,
    *,
    style: str = "text",
    findings: bool = False,
) -> str:
    """How to cite the package, one of its tables, a single cell, or a source of the article.

    Args:
        address: a name from ``tables()``, or the address of a cell, ``table/row/field``, or of a
            source, ``sources/row``, with or without ``#``; without it, the citation is that of the
            package. That of a cell names whose figure it is, the work and page where they are
            known, and the place in the article.
        row: the key of a row, if ``address`` is the name of its table.
        field: the name of a column; likewise.
        style: ``"text"``, ``"note"`` (as short as a footnote), ``"bibtex"``, ``"ris"`` or
            ``"csl-json"``; the last three have an entry for a cell, for the works behind it, as far
            as they are known, and for the article, from which alone the cell was read.
        findings: also say what is known of the figure: an editor's note, and what speaks against
            it; an entry says it in its note.

    Returns:
        The citation, without a line feed at its end.

    Raises:
        UnknownNameError: there is no such table, row, field or style.
        TypeError: a row without a field is no source; or ``findings`` are asked of no single cell.
        DamagedPackageError: a file is missing or is not the one published.

    >>> print(cite("prisoners_held/1945-Q2/prisoners").partition(" In: ")[0])
    "2,000,000" (prisoners_held/1945-Q2/prisoners), asserted by Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche Kriegsgefangene des Zweiten Weltkriege, with Ulrike Goeken-Haidl. Ullstein, 2000, p. 246; cited in German prisoners of war in the Soviet Union, Wikipedia, The Free Encyclopedia (article.txt, line 42, characters 6594-6603).
    >>> print(cite("prisoners_held/1945-Q2/prisoners", style="note").partition(";")[0])
    "2,000,000": Overmans and Goeken-Haidl 2000, p. 246, cited in Wikipedia contributors, "German prisoners of war in the Soviet Union"

    """  # noqa: E501 - a citation is one line
    if style not in STYLES:
        raise unknown("style", style, "cite", STYLES)
    return STYLES[style](part_cited(*whole_or_part(address, row, field), findings))


def whole_or_part(
    address: str | None, row: Row | None, field: str | None
) -> tuple[str | None, str | None, str | None]:
    """The table, the row and the field that are cited, as far as they are named."""
    if address is not None:
        return part(address, row, field)
    if row is not None or field is not None:
        raise TypeError("a cell has a table, a row and a field; the table is missing")
    return None, None, None


def part_cited(table: str | None, row: str | None, field: str | None, findings: bool) -> Cited:
    """The package, or what of it is cited, and on whose word."""
    if findings and field is None:
        raise TypeError("findings are cited with a cell; findings(address) lists those of a table")
    package = descriptor()
    named = f"{package['name']} {package['version']}"
    if table is None:
        short = f"{package['title']} ({named})."
        return Cited(line=package["citation"], short=short, items=[package_item()])
    if field is not None:
        return cell_cited(trace(table, row, field), named, findings)
    if row not in (None, WHOLE_TABLE):
        return source_cited(table, row)
    title = table_resource(table)["title"]
    return Cited(
        line=f"Table {table}: {title}. In: {package['citation']}",
        short=f"{named}, table {table}.",
        items=[part_item(table, f"{title} (table {table})", "")],
    )


def cell_cited(found: Trace, package: str, findings: bool) -> Cited:
    """A cell, what it rests on, on whose word, and the work behind it."""
    quoted = found.origin == "transcribed" and found.value is not None
    words = f'"{found.exact}"{hedge(found)}: {speakers_in_short(found)}; ' if quoted else ""
    title = f"“{found.exact}”{hedge(found, '“{}”')} ({found.address}), {speakers(found, named)}"
    against = known_against(found) if findings else ""
    note = f"{places(found)}.{against}" if against else places(found)
    return Cited(
        line=f"{in_full(found, quoted)}{against} In: {descriptor()['citation']}",
        short=f"{words}{package}, {found.address}.{against}",
        items=[
            part_item(found.address, title if quoted else stated(found), note),
            *(works_behind(found) if quoted else ()),
        ],
    )


def hedge(found: Trace, quoted: str = '"{}"') -> str:
    """The word that hedges a figure, where it does not stand among those that are quoted."""
    apart = found.hedge and found.hedge not in found.exact
    return f" ({quoted.format(found.hedge)})" if apart else ""


def known_against(found: Trace) -> str:
    """What an editor notes beside a figure, and what speaks against it, behind a sentence."""
    note = f" {found.note}" if found.note else ""
    said = (str(each) for each in found.findings if each.finding in OPEN)
    return note + "".join(f" {each[0].upper()}{each[1:].rstrip('.')}." for each in said)


def in_full(found: Trace, quoted: bool) -> str:
    """A cell, whose word it is, and where it stands; or what it rests on instead."""
    if quoted:
        said = f'"{found.exact}"{hedge(found)}'
        return f"{said} ({found.address}), {speakers(found, str)} ({places(found)})."
    if found.value is None or found.origin == "derived":
        return f"{stated(found)}: {found.rule}"
    return f"{stated(found)}{grounds(found)}."


def stated(found: Trace) -> str:
    """A cell that is not quoted: its address, its value, and how it came about."""
    if found.value is None:
        return f"{found.address}, empty"
    how = "computed" if found.origin == "derived" else "read by the editors"
    return f"{found.address} = {found.value}, {how}"


def grounds(found: Trace) -> str:
    """Where the evidence of a reading stands."""
    if not found.places:
        return f" ({found.knowledge.rstrip('.')})" if found.knowledge else ""
    where = f" ({places(found)})"
    return f' from "{found.exact}"{where}' if found.ground == "words" else where


def places(found: Trace) -> str:
    """Where the words stand on which a cell rests."""
    return "; ".join(map(str, found.places))


def chain(found: Trace) -> list[Source]:
    """Who asserts a figure, who reports it to the article, and the article: each of them once."""
    hops = (found.asserted_by, found.reported_by, source(sources(ARTICLE)))
    return list({hop.source: hop for hop in hops if hop}.values())


def speakers(found: Trace, called: Callable[[Source], str]) -> str:
    """On whose word a figure stands, as far as the article, where it was read."""
    asserted, *others = chain(found)
    said = [f"asserted by {called(asserted)}"]
    for hop in others:
        verb = "cited in" if hop.source == ARTICLE else "reported by"
        said.append(f"{verb} {called(hop)}")
    return "; ".join(said)


def named(hop: Source) -> str:
    """What the article calls a source, whose work has an item of its own; the article in full."""
    if hop.source == ARTICLE:
        return str(hop)
    return f"{hop.name} [work inferred]" if hop.inferred else hop.name


def speakers_in_short(found: Trace) -> str:
    """The same for a footnote."""
    asserted, *others = chain(found)
    said = in_short(sources(asserted.source))
    for hop in others:
        verb = "cited in" if hop.source == ARTICLE else "after"
        said += f", {verb} {in_short(sources(hop.source))}"
    return said


def works_behind(found: Trace) -> list[Json]:
    """The works, as far as they are known, through which a figure has come; the article last."""
    entries = [sources(hop.source) for hop in chain(found)]
    return [source_item(entry) for entry in entries if entry["csl_type"]]


def source_cited(table: str, key: str) -> Cited:
    """A source of the article: its work, or what the article calls it."""
    if table != "sources":
        cell = f"{table}/{key}/{figure(table)}"
        raise TypeError(f"{table}/{key} is a row; a cell of it can be cited, such as {cell}")
    entry = sources(key)
    return Cited(line=f"{source(entry)}.", short=f"{in_short(entry)}.", items=[source_item(entry)])


def sources(key: str) -> dict[str, str]:
    """A row of ``sources``."""
    found = {entry["source"]: entry for entry in rows("sources")}
    return found[key]


def in_short(entry: dict[str, str]) -> str:
    """A source by its makers and year, or title; one without a work by its name."""
    makers = people(entry["authors"]) or people(entry["editors"])
    if not makers:
        return entry["name_printed"]
    families = " and ".join(name.get("family") or name["literal"] for name in makers)
    edited = "" if entry["authors"] else " (ed.)"
    work = f" {entry['year'].replace('/', '-')}" if entry["year"] else f', "{entry["title"]}"'
    inferred = " [work inferred]" if entry["inferred"] == "true" else ""
    return ", ".join(filter(None, [f"{families}{edited}{work}", located(entry)])) + inferred


STYLES: dict[str, Callable[[Cited], str]] = {
    "text": lambda cited: cited.line,
    "note": lambda cited: cited.short,
    "bibtex": lambda cited: as_bibtex(cited.items),
    "ris": lambda cited: as_ris(cited.items),
    "csl-json": lambda cited: as_csl_json(cited.items),
}
