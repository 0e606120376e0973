"""The package, a table or a cell -> a citation, as text, BibTeX, RIS or CSL-JSON."""

from __future__ import annotations

import json
import re

from ._address import written
from ._findings import OPEN
from ._package import descriptor, table_resource, unknown
from ._trace import Trace, trace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._address import Row
    from ._package import Json


def cite(
    address: str | None = None,
    row: Row | None = None,
    field: str | None = None,
    *,
    style: str = "text",
    findings: bool = False,
) -> str:
    """How to cite the package, one of its tables, or a single cell.

    Args:
        address: a name from ``tables()``, or the address of a cell, ``table/row/field``, with or
            without ``#``; without it, the citation is that of the package. That of a cell names
            whose figure it is, the work and page where they are known, and the place in the
            article.
        row: the key of a row, if ``address`` is the name of its table.
        field: the name of a column; likewise.
        style: ``"text"``, ``"bibtex"``, ``"ris"`` or ``"csl-json"``.
        findings: also say what is known against the figure.

    Returns:
        The citation, without a line feed at its end.

    Raises:
        UnknownNameError: there is no such table, row, field or style.
        TypeError: of ``row`` and ``field`` only one is given, or ``findings`` of more than a cell.
        DamagedPackageError: a file is missing or is not the one published.

    >>> print(cite("prisoners_held/1945-Q2/prisoners").partition(" In: ")[0])
    "2,000,000" (prisoners_held/1945-Q2/prisoners), asserted by Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche Kriegsgefangene des Zweiten Weltkriege. Ullstein, 2000, p. 246; reported by German prisoners of war in the Soviet Union, Wikipedia, The Free Encyclopedia (article.txt, line 42, characters 6594-6603).
    >>> print(cite("statements/lead-overmans-died/value", findings=True).partition("). ")[2].partition(" In: ")[0])
    Conflicts with 1,094,250 (Commission headed by Erich Maschke, 1941/1955): Two German counts that differ.

    """  # noqa: E501 - a citation is one line
    if style not in STYLES:
        raise unknown("style", style, "cite", STYLES)
    if (row is None) != (field is None) or (row is not None and address is None):
        raise TypeError("a cell has a table, a row and a field; a table has neither row nor field")
    named = None if address is None else written(address, row, field)
    if findings and (named is None or "/" not in named):
        raise TypeError("findings are told of a cell; a table or the package has none of its own")
    return STYLES[style](part_cited(named, findings))


def part_cited(named: str | None, findings: bool) -> str:
    """What of the package is cited, and on whose word; nothing for the whole."""
    if named is None:
        return ""
    if "/" not in named:
        return f"Table {named}: {table_resource(named)['title']}."
    found = trace(named)
    return cell_cited(found) + (known_against(found) if findings else "")


def known_against(found: Trace) -> str:
    """What speaks against a figure, a sentence each."""
    said = (str(each) for each in found.findings if each.finding in OPEN)
    return "".join(f" {each[0].upper()}{each[1:].rstrip('.')}." for each in said)


def cell_cited(found: Trace) -> str:
    """A cell, what it rests on, and on whose word."""
    if found.value is None:
        return f"{found.address}, empty: {found.rule}"
    if found.origin == "derived":
        return f"{found.address} = {found.value}, computed: {found.rule}"
    if found.origin == "curated":
        return f"{found.address} = {found.value}, read by the editors{grounds(found)}."
    return (
        f'"{found.exact}" ({found.address}), asserted by {found.asserted_by}; reported by '
        f"{found.reported_by} ({', '.join(map(str, found.places))})."
    )


def grounds(found: Trace) -> str:
    """Where the evidence of a reading stands."""
    if not found.places:
        return f" ({found.knowledge.rstrip('.')})" if found.knowledge else ""
    where = "; ".join(map(str, found.places))
    return f' from "{found.exact}" ({where})' if found.ground == "words" else f" ({where})"


def as_text(part: str) -> str:
    """One line, the part before the package."""
    whole: str = descriptor()["citation"]
    return f"{part} In: {whole}" if part else whole


def as_bibtex(part: str) -> str:
    """A ``@misc`` entry, which every style knows."""
    package = descriptor()
    authors = " and ".join("{" + latex(name) + "}" for name in author_names())
    entry = {
        "author": authors,
        "title": "{" + latex(package["title"]) + "}",
        "year": package["created"][:4],
        "howpublished": f"Data set, version {package['version']}",
        "note": latex(part),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in entry.items() if value]
    return "\n".join([f"@misc{{{identifier()},", ",\n".join(lines), "}"])


def as_ris(part: str) -> str:
    """A record of type DATA."""
    package = descriptor()
    year, month, day = package["created"][:10].split("-")
    fields = [
        ("TY", "DATA"),
        *(("AU", name) for name in author_names()),
        ("TI", package["title"]),
        ("PY", year),
        ("DA", f"{year}/{month}/{day}"),
        ("ET", package["version"]),
        ("N1", part),
        ("ER", ""),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in fields if value or tag == "ER")


def as_csl_json(part: str) -> str:
    """A list of one item of type dataset."""
    package = descriptor()
    item: Json = {
        "id": identifier(),
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": name} for name in author_names()],
        "issued": {"date-parts": [[int(part) for part in package["created"][:10].split("-")]]},
        "version": package["version"],
        "license": package["licenses"][0]["name"],
    }
    if part:
        item["note"] = part
    return json.dumps([item], ensure_ascii=False, indent=2)


STYLES: dict[str, Callable[[str], str]] = {
    "text": as_text,
    "bibtex": as_bibtex,
    "ris": as_ris,
    "csl-json": as_csl_json,
}


def author_names() -> list[str]:
    """The contributors, makers first, as the descriptor's own citation has them."""
    return [entry["title"] for entry in reversed(descriptor()["contributors"])]


def identifier() -> str:
    """The key by which a reference manager files the citation."""
    package = descriptor()
    return f"{package['name']}-{package['version']}"


LATEX = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}  # fmt: skip


def latex(text: str) -> str:
    """Text with the characters escaped that LaTeX would take for commands."""
    return re.sub(r"[\\~^&%$#_{}]", lambda match: LATEX[match[0]], text)
