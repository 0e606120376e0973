"""The address of a cell -> the words of the article from which it was read."""

from __future__ import annotations

from types import SimpleNamespace

from ._package import (
    REPAIR,
    DamagedPackageError,
    UnknownNameError,
    descriptor,
    file_of,
    row_key,
    rows,
    table_fields,
    table_resource,
    unknown,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

    from ._package import Json

WIDTH = 76
"""The longest line of the article that is shown whole; of others, the words around the figure."""


class Record(SimpleNamespace):
    """Named values that stay as they are; a NamedTuple would slow the command by a tenth."""

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"{name} cannot be set: this is what was published")


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


class Trace(Record):
    """One published cell and the place in the article from which it was read.

    Printed, it shows the article's line with the figure marked, the place, the reader and the
    source.

    Attributes:
        table, row, field: the address of the cell.
        value: the published value, as ``load`` gives it: ``int``, ``float`` or ``str``.
        unit: the unit of the value, or ``""``.
        exact: the characters that were read, unchanged.
        start, end: their place in ``article.txt``, in Unicode code points from 0, half open.
        line: the number of their line, from 1.
        text: that line.
        column: where in the line they begin, in code points from 0.
        reader: the rule that turns ``exact`` into ``value``.
        asserted_by: whose figure it is.
        reported_by: who, according to the article, reports it.
        address, fragment, link: see there.

    """

    table: str
    row: str
    field: str
    value: int | float | str
    unit: str
    exact: str
    start: int
    end: int
    line: int
    text: str
    column: int
    reader: str
    asserted_by: Source
    reported_by: Source

    @property
    def address(self) -> str:
        """``table/row/field``."""
        return f"{self.table}/{self.row}/{self.field}"

    @property
    def fragment(self) -> str:
        """The place in the pinned article: ``article.txt#char=6594,6603`` (RFC 5147)."""
        from ._quote import char_fragment

        return f"article.txt{char_fragment(self.start, self.end)}"

    @property
    def link(self) -> str:
        """The words in the live article, which a browser scrolls to if they still stand there."""
        from ._quote import context, text_fragment

        prefix, suffix = context(article(), self.start, self.end)
        page: str = descriptor()["sources"][0]["path"]
        return page + text_fragment(prefix, self.exact, suffix)

    def __str__(self) -> str:
        text, column = excerpt(self.text, self.column, len(self.exact))
        facts = {
            "place": f"article.txt, line {self.line}, characters {self.start}-{self.end}",
            "read as": self.reader,
            "asserted by": str(self.asserted_by),
            "reported by": str(self.reported_by),
        }
        return "\n".join(
            [
                f"{self.address} = {self.value} {self.unit}".rstrip(),
                f"  {text}",
                f"  {' ' * column}{'^' * len(self.exact)}",
                *(hanging(name, fact) for name, fact in facts.items()),
            ]
        )


def hanging(name: str, fact: str) -> str:
    """A fact beside its name, its further lines under the first."""
    from textwrap import fill

    return fill(fact, WIDTH + 4, initial_indent=f"{name:<13}", subsequent_indent=" " * 13)


def trace(table: str, row: str, field: str) -> Trace:
    """Where in the article a published cell was read.

    Args:
        table: a name from ``tables()``.
        row: the key of the row, for example ``"1945-Q2"``.
        field: the name of a column whose ``origin`` is ``transcribed``.

    Returns:
        A ``Trace``: print it, or use its attributes.

    Raises:
        UnknownNameError: there is no such table, row or field, or the cell has no place in the
            article: it is empty, or an editor's reading, or computed.
        DamagedPackageError: a file is missing or is not the one published.

    >>> print(trace("prisoners_held", "1945-Q2", "prisoners"))
    prisoners_held/1945-Q2/prisoners = 2000000 persons
      | | II | 2,000,000 |
               ^^^^^^^^^
    place        article.txt, line 42, characters 6594-6603
    read as      integer
    asserted by  Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche
                 Kriegsgefangene des Zweiten Weltkriege. Ullstein, 2000, p. 246
    reported by  German prisoners of war in the Soviet Union, Wikipedia, The Free
                 Encyclopedia

    """
    resource = table_resource(table)
    cells = the_row(resource, row)
    described = the_field(resource, field)
    place = the_place(resource, row, field, cells, described)
    start, end = int(place["start"]), int(place["end"])
    line, column, text = line_of(place["exact"], start, end)
    asserted_by, reported_by = attribution(resource, cells)
    return Trace(
        table=table,
        row=row,
        field=field,
        value=typed(cells[field], described["type"]),
        unit=unit(described, cells),
        exact=place["exact"],
        start=start,
        end=end,
        line=line,
        text=text,
        column=column,
        reader=place["reader"],
        asserted_by=asserted_by,
        reported_by=reported_by,
    )


def the_row(resource: Json, row: str) -> dict[str, str]:
    """The cells of one row, as text."""
    found = {row_key(resource, cells): cells for cells in rows(resource["name"])}
    if row not in found:
        raise unknown("row", row, f"table {resource['name']}", found)
    return found[row]


def the_field(resource: Json, field: str) -> Json:
    """The description of one field."""
    fields = table_fields(resource["name"])
    if field not in fields:
        raise unknown("field", field, f"table {resource['name']}", fields)
    return fields[field]


def the_place(
    resource: Json, row: str, field: str, cells: dict[str, str], described: Json
) -> dict[str, str]:
    """The row of ``provenance`` for one cell."""
    places = {
        place["field"]: place
        for place in rows("provenance")
        if (place["resource"], place["row"]) == (resource["name"], row)
    }
    if field not in places:
        why = "is empty" if not cells[field] else f"is {described['origin']}, not transcribed"
        raise UnknownNameError(
            f"{resource['name']}/{row}/{field} {why}, so it has no place in the article; "
            f"in this row {', '.join(places) or 'no field'} can be traced"
        )
    return places[field]


def line_of(exact: str, start: int, end: int) -> tuple[int, int, str]:
    """The number of the line in which characters stand, their column in it, and its text."""
    text = article()
    if text[start:end] != exact:
        file = file_of("article", "txt")
        raise DamagedPackageError(f"{file}: characters {start}-{end} are not {exact!r}; {REPAIR}")
    begin = text.rfind("\n", 0, start) + 1
    return text.count("\n", 0, start) + 1, start - begin, text[begin:].partition("\n")[0]


def article() -> str:
    """The pinned article."""
    with open(file_of("article", "txt"), encoding="utf-8", newline="") as content:
        return content.read()


def typed(text: str, kind: str) -> int | float | str:
    """A transcribed cell as Python has it."""
    if kind == "integer" or (kind == "number" and "." not in text):
        return int(text)
    return float(text) if kind == "number" else text


def unit(described: Json, cells: dict[str, str]) -> str:
    """The unit of a cell: that of its field, or the one its row names."""
    if "unitField" in described:
        return cells[described["unitField"]]
    declared: str = described.get("unit", "")
    return declared


def attribution(resource: Json, cells: dict[str, str]) -> tuple[Source, Source]:
    """Who asserts and who reports: said by the row, or for the whole table, or else the article."""
    of_table = resource.get("attribution", {})
    roles = ("asserted_by", "reported_by")
    asserted, reported = (cells.get(role) or of_table.get(role) or ARTICLE for role in roles)
    sources = {entry["source"]: entry for entry in rows("sources")}
    return source(sources[asserted]), source(sources[reported])


ARTICLE = "wikipedia-article"
"""Events and sources are told in the article's own voice."""


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
    pages = entry["pages"]
    located = f"p. {pages}" if pages.isdigit() else pages
    published = [
        entry["container_title"],
        entry["publisher"],
        entry["year"].replace("/", "-"),
        located,
    ]
    imprint = ", ".join(part for part in published if part)
    return ". ".join(part for part in (title, imprint) if part)


def excerpt(text: str, column: int, length: int) -> tuple[str, int]:
    """As much of a line as fits, whole words around the marked ones, and the new column."""
    if len(text) <= WIDTH:
        return text, column
    room = max(WIDTH - length, 0) // 2
    begin = 0 if column <= room else text.index(" ", column - room) + 1
    begin = min(begin, column)
    after = column + length + room
    end = len(text) if after >= len(text) else max(text.rindex(" ", 0, after), column + length)
    before, behind = ("… " if begin else ""), (" …" if end < len(text) else "")
    return before + text[begin:end] + behind, column - begin + len(before)
