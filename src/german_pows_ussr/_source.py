"""Name the sources of the article, and the works behind them."""

from __future__ import annotations

from dataclasses import dataclass

from ._html import facts_html, lines_html
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

    def _repr_html_(self) -> str:
        name, _, work = str(self).partition(", ")
        return facts_html(f"<strong>{lines_html([name])}</strong>", [("work", lines_html([work]))])


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
    title = "" if row["title"] == row["name_printed"] else row["title"]
    others = " and ".join(map(full_name, people(row["authors"])[1:]))
    editors = " and ".join(map(full_name, people(row["editors"])))
    makers = [f"with {others}" if others else "", f"edited by {editors}" if editors else ""]
    publisher = ": ".join(filter(None, [row["publisher_place"], row["publisher"]]))
    imprint = [container(row), publisher, row["year"].replace("/", "-"), locator(row)]
    parts = [", ".join(filter(None, each)) for each in ([title, *makers], imprint)]
    return ". ".join(filter(None, parts))


def people(names: str) -> list[dict[str, str]]:
    """Split 'Family, Given; Family, Given' into names of CSL; the name of a group stays whole."""
    return [
        {"family": family, "given": given} if comma else {"literal": family}
        for family, comma, given in (name.partition(", ") for name in names.split("; ") if name)
    ]


def full_name(name: dict[str, str]) -> str:
    """Write a name, the given name first."""
    return name.get("literal") or f"{name['given']} {name['family']}"


def container(row: Row) -> str:
    """Name what a work is part of, with volume and issue, unless the source is named after it."""
    title = row["container_title"]
    if row["name_printed"] in title:
        return ""
    issue = f"({row['issue']})" if row["issue"] else ""
    return " ".join(filter(None, [title, row["volume"] if title else "", issue]))


def locator(row: Row) -> str:
    """Write the volume of a series, and the pages of a work."""
    volume = f"vol. {row['volume']}" if row["volume"] and not row["container_title"] else ""
    pages = f"{'p.' if row['pages'].isdigit() else 'pp.'} {row['pages']}" if row["pages"] else ""
    return ", ".join(filter(None, [volume, pages]))
