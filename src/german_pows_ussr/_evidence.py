"""Find the evidence for a cell: places in the pinned article, who says it, knowledge, or a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from ._files import damaged, read_file
from ._package import ARTICLE, Address, cells_of, package
from ._table import Field, Json, Row, Table
from ._text import excerpt, unknown, wrap

WIDTH = 76
"""The longest line of the article that is shown whole; of others, the words around the figure."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Some characters of the pinned article, and the line around them.

    Attributes:
        exact: the characters, unchanged.
        start: where they begin in ``article.txt``, in Unicode code points from 0.
        end: the position behind the last of them.
        line: the number of their line, from 1.
        text: that line.
        column: where in the line they begin, in code points from 0.

    """

    exact: str
    start: int
    end: int
    line: int
    text: str
    column: int

    @property
    def fragment(self) -> str:
        """The place in the article by RFC 5147, such as ``article.txt#char=6594,6603``."""
        return f"article.txt#char={self.start},{self.end}"

    @property
    def marked(self) -> str:
        """The line with the characters marked below it; of a longer one the words around them."""
        if len(self.exact) > WIDTH:
            lines = wrap(self.exact, WIDTH)
            return "\n".join(f"  {line}\n  {'^' * len(line)}" for line in lines)
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        return f"  {text}\n  {' ' * column}{'^' * len(self.exact)}"

    def __str__(self) -> str:
        return f"article.txt, line {self.line}, characters {self.start}-{self.end}"

    def _repr_html_(self) -> str:
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        end = column + len(self.exact)
        before, exact, behind = map(escape, (text[:column], text[column:end], text[end:]))
        return f"<q>{before}<mark>{exact}</mark>{behind}</q><br>{escape(str(self))}"


def place(row: Row) -> Place:
    """Find the place that a row of ``evidence`` or ``sentences`` names by its offsets."""
    text = article()
    start, end = int(row["char_start"]), int(row["char_end"])
    if row.get("exact", text[start:end]) != text[start:end]:
        raise damaged(f"article.txt: characters {start}-{end} are not {row['exact']!r}")
    begin, number = text.rfind("\n", 0, start) + 1, text.count("\n", 0, start) + 1
    line, exact = text[begin:].partition("\n")[0], text[start:end]
    return Place(exact=exact, start=start, end=end, line=number, text=line, column=start - begin)


def evidence_for(cell: Address) -> Json:
    """Find the evidence for a transcribed or curated cell, or for a reading of a whole table."""
    parts = package().table("evidence").by("address").get(str(cell), ())
    sentences = package().table("sentences").by("sentence")
    by_ground = {
        ground: [part for part in parts if part["ground"] == ground]
        for ground in ("words", "sentence", "knowledge")
    }
    words = [place(part) for part in by_ground["words"]]
    whole = [place(sentences[part["sentence"]][0]) for part in by_ground["sentence"]]
    return {
        "ground": next((ground for ground, found in by_ground.items() if found), ""),
        "places": tuple(words or whole),
        "reader": parts[0]["reader"] if parts else "",
        "knowledge": " ".join(dict.fromkeys(part["knowledge"] for part in by_ground["knowledge"])),
    }


def readings_of(cell: Address) -> str:
    """Join the readings that hold for a whole table."""
    rows = package().rows("evidence")
    found = dict.fromkeys(row["reading"] for row in rows if row["address"] == str(cell))
    if not found:
        start = f"{cell.table}/{cell.row}/"
        known = [row["address"][len(start) :] for row in rows if row["address"].startswith(start)]
        raise unknown(
            "reading", cell.field, f"the whole of table {cell.table}", dict.fromkeys(known)
        )
    return " ".join(found)


def computed_from(table: Table, cell: Address, field: Field, row: Row) -> tuple[str, ...]:
    """Find the cells from which a derived cell was computed."""
    cells = cells_of(row[field.name]) if field.has_addresses else []
    for name in field.computed_from:
        cells.append(f"{table.name}/{cell.row}/{name}")
        for address in cells_of(row[name]) if table.fields[name].has_addresses else ():
            cells += bounds_of(address) if field.bound_of else [address]
    return tuple(cells)


def bounds_of(address: str) -> Iterator[str]:
    """Find the cells that hold the bounds of a figure; the figure itself, if there are none."""
    table, _, rest = address.partition("/")
    row, _, name = rest.rpartition("/")
    bounds = [
        field.name
        for field in package().table(table).fields.values()
        if field.bound_of == name and field.side in ("low", "high")
    ]
    yield from (f"{table}/{row}/{each}" for each in bounds or [name])


def article() -> str:
    """Read the pinned article."""
    return read_file("resources/article.txt").decode("utf-8")


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
        if self.source == ARTICLE:
            return f'the {self.reference.partition(",")[0]} article "{self.name}"'
        inferred = " [work inferred]" if self.inferred else ""
        return ", ".join(filter(None, (self.name, self.reference))) + inferred


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
    """Write the work of a source as it stands inside a sentence, as far as it is known."""
    names = {
        role: [
            name.get("literal") or f"{name['given']} {name['family']}" for name in people(row[role])
        ]
        for role in ("authors", "editors")
    }
    title = "" if row["title"] in ("", row["name_printed"]) else f'"{titled(row)}"'
    others, editors = (" and ".join(each) for each in (names["authors"][1:], names["editors"]))
    makers = [others and f"with {others}", editors and f"edited by {editors}"]
    container, issue = row["container_title"], row["issue"] and f", no. {row['issue']}"
    part_of = f"{container} {row['volume']}{issue}".strip() if container else ""
    if row["name_printed"] in container:  # the source is named after it
        part_of = ""
    publisher = ": ".join(filter(None, [row["publisher_place"], row["publisher"]]))
    imprint = ", ".join(filter(None, [publisher, row["year"]]))
    work = ", ".join(filter(None, [title, *makers, part_of]))
    return ", ".join(filter(None, [f"{work} ({imprint})" if imprint else work, locator(row)]))


def titled(row: Row) -> str:
    """Return the title of a work, with the words in which the article says of what edition."""
    edition, _, title = row["reference_printed"].partition(" of ")
    return f"{title} [{edition}]" if title and title == row["title"] else row["title"]


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


def short_name(row: Row) -> str:
    """Name a source by its makers and year, or title; one without a work by its name."""
    makers = people(row["authors"]) or people(row["editors"])
    if not makers:
        return row["name_printed"]
    families = " and ".join(name.get("family") or name["literal"] for name in makers)
    edited = "" if row["authors"] else " (ed.)"
    work = f" {row['year']}" if row["year"] else f', "{titled(row)}"'
    inferred = " [work inferred]" if row["inferred"] == "true" else ""
    return ", ".join(filter(None, [f"{families}{edited}{work}", locator(row)])) + inferred
