"""The address of a cell -> what it rests on: words, a sentence, knowledge, or a rule."""

from __future__ import annotations

from ._ground import GROUNDS, WHOLE_TABLE, of_whole_table
from ._package import Record, row_key, rows, table_fields, table_resource, unknown
from ._place import WIDTH, Place
from ._source import Source, attribution

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._package import Json


class Trace(Record):
    """One published cell and what it rests on.

    Printed, it shows the article's line with the words marked, and what they are to the cell.

    Attributes:
        table, row, field: the address of the cell.
        value: the published value: ``int``, ``float``, ``bool``, ``str`` (a date in ISO 8601), or
            ``None`` where the cell is empty.
        unit: the unit of the value, or ``""``.
        origin: ``"transcribed"``, ``"curated"`` or ``"derived"``.
        ground: what the cell rests on: ``"words"`` that it was read from or that bear it out; the
            ``"sentence"`` as a whole, which says nothing else; ``"knowledge"`` of an editor; a
            ``"rule"`` by which it was computed.
        places: the words or the sentence, a ``Place`` each, in their order.
        reader: the rule that turns the words into ``value``; ``""`` unless it was transcribed.
        meaning: what the term means, if the field has a vocabulary, or ``""``.
        knowledge: what an editor knows or has laid down, or ``""``.
        rule: how the cell was computed, or why it may be empty, or ``""``.
        cells: the addresses of the cells from which it was computed.
        asserted_by: whose figure it is; ``None`` in a table that was computed.
        reported_by: who, according to the article, reports it; likewise.
        address, exact, start, end, line, fragment, link: see there.

    """

    table: str
    row: str
    field: str
    value: int | float | bool | str | None
    unit: str
    origin: str
    ground: str
    places: tuple[Place, ...]
    reader: str
    meaning: str
    knowledge: str
    rule: str
    cells: tuple[str, ...]
    asserted_by: Source | None
    reported_by: Source | None

    @property
    def address(self) -> str:
        """``table/row/field``."""
        return f"{self.table}/{self.row}/{self.field}"

    @property
    def exact(self) -> str:
        """The characters of the article, fragments joined by an ellipsis; ``""`` if none."""
        return " … ".join(place.exact for place in self.places)

    @property
    def start(self) -> int | None:
        """Where the first of them stands; ``None`` if none does."""
        return self.places[0].start if self.places else None

    @property
    def end(self) -> int | None:
        """Where the first fragment ends; ``None`` if there is none."""
        return self.places[0].end if self.places else None

    @property
    def line(self) -> int | None:
        """The line of the first fragment, from 1; ``None`` if there is none."""
        return self.places[0].line if self.places else None

    @property
    def fragment(self) -> str | None:
        """The first place in the pinned article: ``article.txt#char=6594,6603`` (RFC 5147)."""
        return self.places[0].fragment if self.places else None

    @property
    def link(self) -> str | None:
        """The first words in the live article, to which a browser scrolls if they still stand."""
        return self.places[0].link if self.places else None

    @property
    def borne_out(self) -> str:
        """The term that the words bear out, and what it means; ``""`` unless it is curated."""
        words = self.origin == "curated" and self.ground == "words"
        said = f"{printed(self.value)}: {self.meaning}" if self.meaning else printed(self.value)
        return said if words else ""

    def __str__(self) -> str:
        shown = "(empty)" if self.value is None else f"{printed(self.value)} {self.unit}".rstrip()
        lines = [f"{self.address} = {shown}"]
        if self.ground == "words":
            for found in self.places:
                lines += [found.marked, hanging("place", str(found))]
        elif self.ground == "sentence":
            lines += [hanging("rests on", f"the sentence, which says nothing else: {found}")
                      for found in self.places]  # fmt: skip
        facts = {
            "read as": self.reader,
            "bears out": self.borne_out,
            "known": self.knowledge,
            "rule": self.rule,
            "from": ", ".join(self.cells),
            "asserted by": self.asserted_by,
            "reported by": self.reported_by,
        }
        return "\n".join(
            [*lines, *(hanging(name, str(fact)) for name, fact in facts.items() if fact)]
        )


def printed(value: object) -> str:
    """A value as the CSV file has it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def hanging(name: str, fact: str) -> str:
    """A fact beside its name, its further lines under the first."""
    from textwrap import fill

    return fill(
        fact, WIDTH + 4, initial_indent=f"{name:<13}", subsequent_indent=" " * 13,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def trace(table: str, row: str, field: str) -> Trace:
    """What a published cell rests on.

    Args:
        table: a name from ``tables()``.
        row: the key of the row, for example ``"1945-Q2"``; ``"*"`` for a reading of the table as a
            whole, whose field is ``asserted_by``, ``reported_by``, ``population``, ``notes`` or a
            column that counts something.
        field: the name of a column.

    Returns:
        A ``Trace``: print it, or use its attributes. Every cell has one: a transcribed cell shows
        the words it was read from, a curated one the words, the sentence or the knowledge on which
        the reading rests, a derived one its rule and the cells it comes from.

    Raises:
        UnknownNameError: there is no such table, row or field.
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
    >>> print(trace("prisoners_held", "1945-Q2", "period"))
    prisoners_held/1945-Q2/period = 1945-Q2
    rule         quarter_label: 1945, 2 -> '1945-Q2'.
    from         prisoners_held/1945-Q2/year, prisoners_held/1945-Q2/quarter

    """
    resource = table_resource(table)
    if row == WHOLE_TABLE:
        return of_table(resource, field)
    cells = the_row(resource, row)
    described = the_field(resource, field)
    return traced(resource, row, described, cells)


def traced(resource: Json, row: str, described: Json, cells: dict[str, str]) -> Trace:
    """One cell of a row."""
    text = cells[described["name"]]
    ground = GROUNDS[described["origin"]](resource, row, described, cells)
    if not text:
        ground = {"ground": ground["ground"], "rule": described["description"]}
    printed_here = transcribes(resource) and ground["ground"] in ("words", "sentence")
    asserted_by, reported_by = attribution(resource, cells) if printed_here else (None, None)
    said = {
        "table": resource["name"],
        "row": row,
        "field": described["name"],
        "value": typed(text, described["type"]),
        "unit": unit(described, cells),
        "origin": described["origin"],
        "meaning": described.get("vocabulary", {}).get(text, ""),
        "asserted_by": asserted_by,
        "reported_by": reported_by,
    }
    return Trace(**NOTHING | said | ground)


def of_table(resource: Json, field: str) -> Trace:
    """A reading of a table as a whole, in the words of ``statements``."""
    value, ground = of_whole_table(resource, field)
    asserted_by, reported_by = attribution(resource, {})
    fields = table_fields("statements")
    meanings = fields["measure"]["vocabulary"] | fields["population"]["vocabulary"]
    said = {
        "table": resource["name"],
        "row": WHOLE_TABLE,
        "field": field,
        "value": value,
        "unit": "",
        "origin": "curated",
        "ground": "words",
        "meaning": meanings.get(value, ""),
        "asserted_by": asserted_by,
        "reported_by": reported_by,
    }
    return Trace(**NOTHING | said | ground)


NOTHING: Json = {"places": (), "reader": "", "knowledge": "", "rule": "", "cells": ()}


def transcribes(resource: Json) -> bool:
    """Whether the table says what the article says: it has a transcribed column."""
    return any(field["origin"] == "transcribed" for field in resource["schema"]["fields"])


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


def typed(text: str, kind: str) -> int | float | bool | str | None:
    """A cell as Python has it."""
    if not text:
        return None
    if kind == "boolean":
        return text == "true"
    if kind == "integer" or (kind == "number" and "." not in text):
        return int(text)
    return float(text) if kind == "number" else text


def unit(described: Json, cells: dict[str, str]) -> str:
    """The unit of a cell: that of its field, or the one its row names."""
    if "unitField" in described:
        return cells[described["unitField"]]
    declared: str = described.get("unit", "")
    return declared
