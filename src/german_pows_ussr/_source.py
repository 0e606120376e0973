"""Name the sources of the article, and the works behind them."""

from __future__ import annotations

from dataclasses import dataclass

from ._package import package
from ._table import Row, Table

ARTICLE = "wikipedia-article"
"""The key of the article itself, which speaks where nobody else does."""


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
        inferred = " [work inferred]" if self.inferred else ""
        return ", ".join(filter(None, (self.name, self.reference))) + inferred


def source_names() -> dict[str, str]:
    """Return what the article calls each source, by its key."""
    names = {row["source"]: row["name_printed"] for row in package().rows("sources")}
    return names | {ARTICLE: "the article itself"}


def source_row(key: str) -> Row:
    """Find the row of a source."""
    return package().table("sources").by("source")[key][0]


def source(key: str) -> Source:
    """Find a source by its key."""
    row = source_row(key)
    inferred = row["inferred"] == "true"
    return Source(source=key, name=row["name_printed"], reference=reference(row), inferred=inferred)


def speakers(table: Table, row: Row) -> tuple[Source, Source]:
    """Find who asserts and who reports a figure: in its row, for its table, or else the article."""
    asserted, reported = (
        row.get(role) or table.attribution.get(role) or ARTICLE
        for role in ("asserted_by", "reported_by")
    )
    return source(asserted), source(reported)


def reference(row: Row) -> str:
    """Write the work of a source in one line, as far as it is known."""
    names = {
        role: [
            name.get("literal") or f"{name['given']} {name['family']}" for name in people(row[role])
        ]
        for role in ("authors", "editors")
    }
    title = "" if row["title"] == row["name_printed"] else row["title"]
    others, editors = (" and ".join(each) for each in (names["authors"][1:], names["editors"]))
    makers = [others and f"with {others}", editors and f"edited by {editors}"]
    container, issue = row["container_title"], row["issue"] and f"({row['issue']})"
    part_of = " ".join(filter(None, [container, row["volume"] if container else "", issue]))
    if row["name_printed"] in container:  # the source is named after it
        part_of = ""
    publisher = ": ".join(filter(None, [row["publisher_place"], row["publisher"]]))
    imprint = [part_of, publisher, row["year"].replace("/", "-"), locator(row)]
    parts = [", ".join(filter(None, each)) for each in ([title, *makers], imprint)]
    return ". ".join(filter(None, parts))


def people(names: str) -> list[dict[str, str]]:
    """Split 'Family, Given; Family, Given' into names of CSL; the name of a group stays whole."""
    return [
        {"family": family, "given": given} if comma else {"literal": family}
        for family, comma, given in (name.partition(", ") for name in names.split("; ") if name)
    ]


def locator(row: Row) -> str:
    """Write the volume of a series, and the pages of a work."""
    volume = f"vol. {row['volume']}" if row["volume"] and not row["container_title"] else ""
    pages = f"{'p.' if row['pages'].isdigit() else 'pp.'} {row['pages']}" if row["pages"] else ""
    return ", ".join(filter(None, [volume, pages]))
