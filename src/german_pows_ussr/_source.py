"""A row of ``sources`` -> whose figure it is, in a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._package import Json, rows


@dataclass(frozen=True, kw_only=True)
class Source:
    """Someone to whom the article ascribes a figure: a row of the table ``sources``.

    Attributes:
        source: its key in ``sources``.
        name: what the article calls it.
        reference: the work, as far as it is known, or ``""``.
        inferred: whether the article leaves the work unnamed and an editor inferred it.

    """

    source: str
    name: str
    reference: str
    inferred: bool

    def __str__(self) -> str:
        inferred = "[work inferred]" if self.inferred else ""
        named = ", ".join(part for part in (self.name, self.reference) if part)
        return f"{named} {inferred}".rstrip()

    def _repr_html_(self) -> str:
        from ._html import source_html

        return source_html(self)


ARTICLE = "wikipedia-article"
"""Events and sources are told in the article's own voice."""


def names_of_sources() -> dict[str, str]:
    """What the article calls each source, and how it speaks of itself."""
    names = {row["source"]: row["name_printed"] for row in rows("sources")}
    return names | {ARTICLE: "the article itself"}


def attribution(resource: Json, cells: dict[str, str]) -> tuple[Source, Source]:
    """Who asserts and who reports: said by the row, or for the whole table, or else the article."""
    of_table = resource.get("attribution", {})
    roles = ("asserted_by", "reported_by")
    asserted, reported = (cells.get(role) or of_table.get(role) or ARTICLE for role in roles)
    sources = {entry["source"]: entry for entry in rows("sources")}
    return source(sources[asserted]), source(sources[reported])


def source(entry: dict[str, str]) -> Source:
    """A row of ``sources`` as a value."""
    return Source(
        source=entry["source"],
        name=entry["name_printed"],
        reference=reference(entry),
        inferred=entry["inferred"] == "true",
    )


def reference(entry: dict[str, str]) -> str:
    """The work of a source in one line, as far as it is known."""
    title = "" if entry["title"] == entry["name_printed"] else entry["title"]
    work = ", ".join(filter(None, [title, *makers(entry)]))
    imprint = [within(entry), house(entry), entry["year"].replace("/", "-"), located(entry)]
    return ". ".join(filter(None, [work, ", ".join(filter(None, imprint))]))


def makers(entry: dict[str, str]) -> Iterator[str]:
    """Who wrote a work with its first author, whose word it is, and who edited it."""
    others, editors = people(entry["authors"])[1:], people(entry["editors"])
    if others:
        yield f"with {' and '.join(map(in_order, others))}"
    if editors:
        yield f"edited by {' and '.join(map(in_order, editors))}"


def people(names: str) -> list[dict[str, str]]:
    """'Family, Given; Family, Given' as names of CSL; another, such as of a group, whole."""
    return [
        {"family": family, "given": given} if comma else {"literal": family}
        for family, comma, given in (name.partition(", ") for name in names.split("; ") if name)
    ]


def in_order(name: dict[str, str]) -> str:
    """A name as it is spoken."""
    return name.get("literal") or f"{name['given']} {name['family']}"


def within(entry: dict[str, str]) -> str:
    """What a work is part of, with volume and issue; nothing where the source is named so."""
    container = entry["container_title"]
    if entry["name_printed"] in container:
        return ""
    issue = f"({entry['issue']})" if entry["issue"] else ""
    return " ".join(filter(None, [container, entry["volume"] if container else "", issue]))


def house(entry: dict[str, str]) -> str:
    """The publisher, after the place."""
    return ": ".join(filter(None, [entry["publisher_place"], entry["publisher"]]))


def located(entry: dict[str, str]) -> str:
    """The volume of a series, and the pages of a work."""
    volume = f"vol. {entry['volume']}" if entry["volume"] and not entry["container_title"] else ""
    pages = f"{'p.' if entry['pages'].isdigit() else 'pp.'} {entry['pages']}" * bool(entry["pages"])
    return ", ".join(filter(None, [volume, pages]))
