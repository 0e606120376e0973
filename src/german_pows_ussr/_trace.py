"""The address of a cell -> what it rests on: words, a sentence, knowledge, or a rule."""

from __future__ import annotations

from dataclasses import dataclass

from ._address import Row, cell, wrong
from ._amount import PERSONS, amount
from ._cell import printed, typed, unit
from ._facts import facts
from ._figure import circumstances
from ._findings import Finding, Ledger
from ._ground import GROUNDS, WHOLE_TABLE, of_whole_table
from ._layout import WIDTH, hanging
from ._package import Json, row_key, rows, table_fields, table_resource, table_resources
from ._place import Place
from ._prints import figure_of
from ._source import Source, attribution


@dataclass(frozen=True, kw_only=True)
class Trace:
    """One published cell and what it rests on.

    Printed or displayed, it shows the words in their line, and what is known against the figure.

    Attributes:
        table: the table of the cell.
        row: the key of its row, or ``"*"`` for the table as a whole.
        field: its column.
        value: the published value: ``int``, ``float``, ``bool``, ``str`` (a date in ISO 8601), or
            ``None`` where the cell is empty.
        unit: the unit of the value, or ``""``.
        low: of a figure, the least that would be printed so, ``int`` or ``float``; ``None`` where
            that is open, and of other cells.
        high: the most; likewise.
        means: both in words; ``""`` where it is the value alone.
        qualifier: of a figure of the prose, the term for how exactly it is said, or ``""``.
        hedge: the word by which the article says so, or ``""``.
        note: what an editor notes beside a figure, or ``""``.
        origin: ``"transcribed"``, ``"curated"`` or ``"derived"``.
        ground: what the cell rests on: ``"words"`` that it was read from or that bear it out; the
            ``"sentence"`` as a whole, which says nothing else; ``"knowledge"`` of an editor; a
            ``"rule"`` by which it was computed.
        places: the words or the sentence, each a ``Place``, in their order.
        reader: the rule that turns the words into ``value``; ``""`` unless it was transcribed.
        meaning: what the term means, if the field has a vocabulary, or ``""``.
        knowledge: what an editor knows or has laid down, or ``""``.
        rule: how the cell was computed, or why it may be empty, or ``""``.
        cells: the addresses of the cells from which it was computed.
        asserted_by: whose figure it is; ``None`` in a table that was computed.
        reported_by: who, according to the article, reports it; likewise.

    >>> print(trace("prisoners_held", "1945-Q2", "period"))
    prisoners_held/1945-Q2/period = 1945-Q2
    rule         quarter_label: 1945, 2 -> '1945-Q2'.
    from         prisoners_held/1945-Q2/year, prisoners_held/1945-Q2/quarter

    """

    table: str
    row: str
    field: str
    value: int | float | bool | str | None
    unit: str = ""
    low: int | float | None = None
    high: int | float | None = None
    means: str = ""
    qualifier: str = ""
    hedge: str = ""
    note: str = ""
    origin: str
    ground: str
    places: tuple[Place, ...] = ()
    reader: str = ""
    meaning: str = ""
    knowledge: str = ""
    rule: str = ""
    cells: tuple[str, ...] = ()
    asserted_by: Source | None = None
    reported_by: Source | None = None

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
        """The first place in the article by RFC 5147, such as ``article.txt#char=6594,6603``."""
        return self.places[0].fragment if self.places else None

    @property
    def link(self) -> str | None:
        """The first words in the live article, to which a browser scrolls if they still stand."""
        return self.places[0].link if self.places else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What ``reconciliation`` says of the figure, conflicts first; of other cells nothing."""
        return tuple(Ledger().of(self.address)) if counts(self) else ()

    @property
    def borne_out(self) -> str:
        """The term that the words bear out, and what it means; ``""`` unless it is curated."""
        words = self.origin == "curated" and self.ground == "words"
        said = f"{printed(self.value)}: {self.meaning}" if self.meaning else printed(self.value)
        return said if words else ""

    @property
    def shown(self) -> str:
        """The value with its unit, the thousands of a figure apart."""
        value = "(empty)" if self.value is None else printed(self.value)
        if self.value is None or not self.unit:
            return value
        said = amount(value, self.unit)
        return f"{said} {PERSONS}" if self.unit == PERSONS else said

    def __str__(self) -> str:
        return f"{self.address} = {self.shown}\n{self.grounds(WIDTH)}"

    def text(self, room: int) -> str:
        """What is printed, in lines of at most ``room`` columns but for those of the article."""
        first = f"{self.address} = {self.shown}"
        if len(first) > room:
            first = f"{self.address}\n{hanging('value', self.shown, room)}"
        return f"{first}\n{self.grounds(room)}"

    def grounds(self, room: int) -> str:
        """The same without its first line."""
        lines = []
        if self.ground == "words":
            for found in self.places:
                lines += [found.marked, hanging("place", str(found), room)]
        return "\n".join([*lines, *(hanging(*fact, room) for fact in facts(self) if fact[1])])

    def _repr_html_(self) -> str:
        from ._html import trace_html

        return trace_html(self)


def counts(found: Trace) -> bool:
    """Whether a cell is a figure that was read from the article, or holds its words or bounds."""
    if found.row == WHOLE_TABLE or not transcribes(table_resource(found.table)):
        return False
    figure = table_fields(found.table)[figure_of(found.address).rpartition("/")[2]]
    return "unit" in figure or "unitField" in figure


def trace(address: str, row: Row | None = None, field: str | None = None) -> Trace:
    """What a published cell rests on, and what is known against it.

    Args:
        address: ``table/row/field``, with or without ``#``, or the name of the table, followed by
            ``row`` and ``field``.
        row: the key of the row, for example ``"1945-Q2"``, or a number where the key is one;
            ``"*"`` for a reading of the table as a whole, whose field is ``asserted_by``,
            ``reported_by``, ``population``, ``notes`` or a column that counts something.
        field: the name of a column.

    Returns:
        A ``Trace``, to be printed or used by its attributes. Every cell has one: a transcribed
        cell shows the words it was read from, a curated one the words, the sentence or the
        knowledge on which the reading rests, a derived one its rule and the cells it comes from.

    Raises:
        UnknownNameError: there is no such table, row or field; the message offers the nearest.
        DamagedPackageError: a file is missing or is not the one published.

    >>> print(trace("prisoners_held/1945-Q2/prisoners"))
    prisoners_held/1945-Q2/prisoners = 2,000,000 persons
      | | II | 2,000,000 |
               ^^^^^^^^^
    place        article.txt, line 42, characters 6594-6603
    read as      integer
    asserted by  Rüdiger Overmans, Soldaten hinter Stacheldraht. Deutsche
                 Kriegsgefangene des Zweiten Weltkriege, with Ulrike Goeken-Haidl.
                 Ullstein, 2000, p. 246
    reported by  German prisoners of war in the Soviet Union, Wikipedia, The Free
                 Encyclopedia
    may mean     1,950,000 to 2,050,000
    finding      conflicts with 2.8 million (Soviet records, 1945-05): Both are said
                 to be held at that time. The prose gives Soviet records and speaks
                 of Wehrmacht personnel, the table follows Overmans and speaks of
                 Germans; no quarter of the table has as many.
    finding      no conflict in 2 other comparisons

    """
    return of_cell(*cell(address, row, field))


def of_cell(table: str, key: str, name: str) -> Trace:
    """One cell, or a reading of the table as a whole."""
    resource = table_resources().get(table)
    if resource is None:
        raise wrong(table, key, name)
    if key == WHOLE_TABLE:
        return of_table(resource, name)
    described = table_fields(table).get(name)
    cells = next((each for each in rows(table) if row_key(resource, each) == key), None)
    if described is None or cells is None:
        raise wrong(table, key, name)
    return traced(resource, key, described, cells)


def traced(resource: Json, row: str, described: Json, cells: dict[str, str]) -> Trace:
    """One cell of a row."""
    text = cells[described["name"]]
    ground = GROUNDS[described["origin"]](resource, row, described, cells)
    if not text:
        ground = {"ground": ground["ground"], "rule": described["description"]}
    printed_here = transcribes(resource) and ground["ground"] in ("words", "sentence")
    asserted_by, reported_by = attribution(resource, cells) if printed_here else (None, None)
    said = {
        **(circumstances(resource, described, cells) if transcribes(resource) else {}),
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
    return Trace(**said | ground)


def of_table(resource: Json, field: str) -> Trace:
    """A reading of a table as a whole, in the words of ``statements``."""
    value, ground = of_whole_table(resource, field)
    asserted_by, reported_by = attribution(resource, {}) if transcribes(resource) else (None, None)
    fields = table_fields("statements")
    meanings = fields["measure"]["vocabulary"] | fields["population"]["vocabulary"]
    said = {
        "table": resource["name"],
        "row": WHOLE_TABLE,
        "field": field,
        "value": value,
        "origin": "curated",
        "ground": "words",
        "meaning": meanings.get(value, ""),
        "asserted_by": asserted_by,
        "reported_by": reported_by,
    }
    return Trace(**said | ground)


def transcribes(resource: Json) -> bool:
    """Whether the table says what the article says: it has a transcribed column."""
    return any(field["origin"] == "transcribed" for field in resource["schema"]["fields"])
