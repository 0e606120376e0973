"""What a table is: its fields, how their cells come about, and what they rest on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

import msgspec

from .wording import Question, Wording

Reading = dict[str, str]
"""A term and the words that support it: ``{ died = "died in captivity" }``."""


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A part of a knowledge file: every key is declared here, and no other is accepted."""


class Term(Strict):
    """A term of a vocabulary, and the words of which one at least must support it.

    A term without words is supported where the words of none of the others stand. A unit that
    counts has no halves. A term that ``hedges`` says that the number is near the figure.
    """

    description: str
    words: list[str] = []
    within: list[str] = []
    bounds: Literal["limit", "minimum", "nearly"] | None = None
    counts: bool = False
    hedges: bool = False


class Precision(Strict):
    """To which place the cells of a column are printed: so many digits, or a place for all rows."""

    digits: int | None = None
    to: Decimal | None = None
    rows: dict[str, Decimal] = {}

    def place(self, key: str, number: str) -> Decimal:
        """Return the place to which the cell of a row is printed."""
        if self.digits is not None:
            return Decimal(1).scaleb(max(Decimal(number).adjusted() + 1 - self.digits, 0))
        return self.rows.get(key, self.to or Decimal(1))

    @property
    def is_sound(self) -> bool:
        """Tell whether it says one of the two, in places that a figure can be printed to."""
        places = [*self.rows.values(), *filter(None, [self.to])]
        powers = all(place > 0 and place.normalize().as_tuple().digits == (1,) for place in places)
        return (self.digits is None) != (self.to is None) and powers and self.digits != 0

    def finer_below(self, number: str) -> bool:
        """Tell whether so many digits are finer below a number: it begins another power of ten."""
        return self.digits is not None and Decimal(number).normalize().as_tuple().digits == (1,)


class BoundsOf(Strict):
    """The figure whose bounds a column holds, and which side of them."""

    of: str
    side: Literal["low", "high", "rule"]


class Constraints(Strict, omit_defaults=True):
    """The constraints of Table Schema that a field may declare; ``enum`` is the vocabulary."""

    required: bool = False
    unique: bool = False
    minimum: int | None = None
    maximum: int | None = None
    pattern: str | None = None


class Reference(Strict):
    """The field of another table (or of the same) in which a value must stand."""

    table: str
    field: str


class Derivation(Strict):
    """The rule by which a derived field is computed, and the fields it takes, in order.

    In a computed table the rule is a sentence; elsewhere it is the name of a function.
    """

    rule: str
    of: list[str] = []


class Field(Strict):
    """A column: what it means, and how its cells come about.

    ``terms_of`` names the table whose column of the same name lends its vocabulary. A column that
    ``narrows`` says more closely what is counted, and a drawn column that counts is ``narrowed`` in
    the same terms. In a drawn table a curated column is given ``by_row`` or ``for_all`` rows. A
    column of ``several`` terms joins them by '; '.
    """

    title: str
    type: Literal["string", "integer", "number", "boolean", "date"]
    origin: Literal["transcribed", "curated", "derived"]
    description: str
    unit: str | None = None
    unit_field: str | None = None
    constraints: Constraints = msgspec.field(default_factory=Constraints)
    references: Reference | None = None
    readers: list[str] = []
    counts_as: Literal["figure", "date"] | None = None
    measure: Reading = {}
    blank_repeats: bool = False
    narrowed: dict[str, Reading] = {}
    narrows: bool = False
    vocabulary: dict[str, Term] = {}
    terms_of: str | None = None
    words: list[str] = []
    parsed_from: str | None = None
    default: str | bool | None = None
    evidence_from: str | None = None
    knowledge: str | None = None
    by_row: dict[str, str | int] = {}
    empty_in: list[str] = []
    for_all: Reading = {}
    derivation: Derivation | None = None
    addresses: bool = False
    several: bool = False
    dates: bool = False
    form: Literal["edtf", "isbn", "doi"] | None = None
    bounds: BoundsOf | None = None
    precision: Precision | None = None
    sums_by: str | None = None


class Markup(Strict):
    """The section in which a table stands, and the keys of its rows in the order expected."""

    section: str
    rows: list[str]


class Attribution(Strict):
    """Who asserts the figures of a table, and who reports that assertion: keys of ``sources``."""

    asserted_by: Reading
    reported_by: Reading


class Note(Strict):
    """What a table includes or leaves out, in our words, with the article's words for it."""

    note: str
    section: str
    exact: str


class Check(Strict):
    """A comparison: what it is called, two expressions over cells, and what should hold of them.

    ``day`` are right sides for other days of the same periods, ``assumes`` the assumptions without
    which nothing could be compared. A check without a right side derives a figure.
    """

    title: str
    kind: str
    left: str
    unit: str
    right: str | None = None
    relation: Literal["equals", "at_most", "to"] = "equals"
    day: list[str] = []
    assumes: list[str] = []
    not_comparable: str | None = None
    note: str | None = None
    each: str | None = None
    where: dict[str, list[str]] = {}


class Measure(Strict):
    """What a measure is called in a title, its topic, and whether it holds at a time."""

    called: str
    topic: str | None = None
    state: bool = False


class Readings(Strict):
    """How far a hedge reaches, and what stands for a figure if some of its people are left out."""

    hedge: Decimal = Decimal(0)
    nearly: Decimal = Decimal(0)
    reason: str = ""
    population: dict[str, str] = {}


class Assumption(Strict):
    """What is assumed, and what supports it: comparisons whose sides are the same, or words.

    One that ``joins`` populations is needed wherever two of those called the same are compared;
    a claim that is printed of both supports it.
    """

    that: str
    comparisons: list[str] = []
    section: str | None = None
    exact: str | None = None
    joins: bool = False


class Spread(Strict):
    """The counts of a topic from the least to the greatest: which measures, of whom."""

    title: str
    measures: list[str]
    population: str
    unit: str


class Dispute(Strict):
    """A quarrel: the comparisons in which it lies, those that follow from each, why it may be.

    In its note an address in braces stands for the number in that cell.
    """

    title: str
    topic: str
    causes: list[str]
    note: str
    consequences: dict[str, list[str]] = {}


class Relation(Strict):
    """What a population is called, how it stands to others, and what that rests on."""

    called: str
    same_as: str | None = None
    within: list[str] = []
    section: str | None = None
    exact: str | None = None
    knowledge: str | None = None


class Definition(Strict):
    """A table: ``scripts/article/<name>.toml``.

    ``order`` is the column by which its rows are sorted for publication, or ``claim``.
    """

    name: str
    file: str
    headers: dict[str, int]
    title: str
    description: str
    primary_key: list[str]
    fields: dict[str, Field]
    order: str | None = None
    attribution: Attribution | None = None
    population: Reading = {}
    markup: Markup | None = None
    notes: list[Note] = []
    rows: dict[str, dict[str, Any]] = {}
    passages: list[dict[str, Any]] = []
    checks: dict[str, Check] = {}
    populations: dict[str, Relation] = {}
    populations_of_rows: dict[str, str] = {}
    measures: dict[str, Measure] = {}
    reasons: dict[str, str] = {}
    readings: Readings = msgspec.field(default_factory=Readings)
    assumptions: dict[str, Assumption] = {}
    spreads: dict[str, Spread] = {}
    disputes: dict[str, Dispute] = {}
    wording: Wording = msgspec.field(default_factory=Wording)
    answers: dict[str, Question] = {}

    def of_origin(self, origin: str) -> dict[str, Field]:
        """Return the fields of one origin, by name."""
        return {name: field for name, field in self.fields.items() if field.origin == origin}

    def where(self, row: str, field: str) -> str:
        """Name a cell in a message."""
        return f"{self.name}, row {row}, {field}"

    def spot(self, header: str) -> str:
        """Where a part of the file is edited, for a message."""
        line = f" line {self.headers[header]}" if header in self.headers else ""
        return f"{self.file}{line}, {header}"

    def spot_of_cell(self, row: str, field: str) -> str:
        """Where a cell is edited: in its entry, or in the field of a drawn table."""
        return self.spot(f"rows.{row}" if self.rows else f"fields.{field}")
