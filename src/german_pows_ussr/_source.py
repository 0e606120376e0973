"""A row of ``sources`` -> whose figure it is, in a line."""

from __future__ import annotations

from ._package import Record, rows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._package import Json


class Source(Record):
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
    published = [
        entry["container_title"],
        entry["publisher"],
        entry["year"].replace("/", "-"),
        located(entry),
    ]
    imprint = ", ".join(part for part in published if part)
    return ". ".join(part for part in (title, imprint) if part)


def located(entry: dict[str, str]) -> str:
    """The pages of a work."""
    pages = entry["pages"]
    return f"p. {pages}" if pages.isdigit() else pages
