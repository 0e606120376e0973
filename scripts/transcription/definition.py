"""A knowledge file in TOML -> a checked definition; an unknown or mistyped key is refused."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from .readers import READERS
from .refusal import Refusal

T = TypeVar("T")


class Strict(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A part of a knowledge file: every key is declared here, and no other is accepted."""


class Term(Strict):
    """A word of a vocabulary, and the printed words (if any) that are evidence of it."""

    description: str
    words: list[str] = []


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
    """The rule by which a derived field is computed, and the fields it takes, in order."""

    rule: Literal["quarter_label", "quarter_start", "quarter_end"]
    of: list[str]


class Field(Strict):
    """A column: what it means, and how its cells come about."""

    title: str
    type: Literal["string", "integer", "number", "boolean", "date"]
    origin: Literal["transcribed", "curated", "derived"]
    description: str
    unit: str | None = None
    unit_field: str | None = None
    constraints: Constraints = msgspec.field(default_factory=Constraints)
    references: Reference | None = None
    readers: list[str] = []
    accounts_for: Literal["figure", "date"] | None = None
    measure: str | None = None
    blank_repeats: bool = False
    vocabulary: dict[str, Term] = {}
    evidence: str | None = None
    by_row: dict[str, str] = {}
    derivation: Derivation | None = None


class Markup(Strict):
    """The section in which a table stands, and the keys of its rows in the order expected."""

    section: str
    rows: list[str]


class Attribution(Strict):
    """Who asserts the figures of a table, and who reports that assertion: keys of ``sources``."""

    asserted_by: str
    reported_by: str


class Note(Strict):
    """What a table includes or leaves out, in our words, with the article's words for it."""

    note: str
    section: str
    exact: str


class Check(Strict):
    """A comparison: two expressions over cells, what may lie between them, and why."""

    kind: str
    left: str
    right: str
    unit: str
    relation: Literal["equals", "at_most"] = "equals"
    tolerance: int | float = 0
    tolerance_reason: str | None = None
    not_comparable: str | None = None
    note: str | None = None
    each: str | None = None
    where: dict[str, list[str]] = {}


class Definition(Strict):
    """A table: ``scripts/article/<name>.toml``."""

    name: str
    file: str
    headers: dict[str, int]
    title: str
    description: str
    primary_key: list[str]
    fields: dict[str, Field]
    attribution: Attribution | None = None
    population: str | None = None
    markup: Markup | None = None
    notes: list[Note] = []
    rows: dict[str, dict[str, Any]] = {}
    checks: dict[str, Check] = {}

    def of_origin(self, origin: str) -> dict[str, Field]:
        """The fields of one origin, by name."""
        return {name: field for name, field in self.fields.items() if field.origin == origin}

    def where(self, row: str, field: str) -> str:
        """The address of a cell, for a message."""
        return f"{self.name}, row {row}, {field}"

    def spot(self, header: str) -> str:
        """Where a part of the file is edited, for a message."""
        line = f" line {self.headers[header]}" if header in self.headers else ""
        return f"{self.file}{line}, {header}"

    def spot_of_cell(self, row: str, field: str) -> str:
        """Where a cell is edited: in its entry, or in the field of a drawn table."""
        return self.spot(f"rows.{row}" if self.rows else f"fields.{field}")


def read_knowledge(path: Path, kind: type[T], **given: Any) -> T:
    """The knowledge file ``path`` as a ``kind``, with what the file does not say itself added."""
    text = path.read_text(encoding="utf-8")
    try:
        return msgspec.convert(tomllib.loads(text) | given, kind)
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"scripts/article/{path.name}: {error}") from None
    except msgspec.ValidationError as error:
        line = line_of_key(text, str(error))
        raise Refusal(f"scripts/article/{path.name}{line}: {error}") from None


def line_of_key(text: str, message: str) -> str:
    """The line of the key that a message quotes, if one line alone begins with it."""
    quoted = re.search("`(.+?)`", message)
    lines = text.splitlines() if quoted else []
    found = [n for n, line in enumerate(lines, 1) if quoted and line.startswith(f"{quoted[1]} =")]
    return f" line {found[0]}" if len(found) == 1 else ""


def read_definition(path: Path) -> Definition:
    """The definition of the table that ``path`` is named after."""
    file = f"scripts/article/{path.name}"
    lines = path.read_text(encoding="utf-8").splitlines()
    headers = {line.strip("[]"): n for n, line in enumerate(lines, 1) if line.startswith("[")}
    definition = read_knowledge(path, Definition, name=path.stem, file=file, headers=headers)
    check_definition(definition)
    for name, field in definition.fields.items():
        check_field(definition, f"fields.{name}", field)
    return definition


def check_definition(definition: Definition) -> None:
    """Refuse a table with a key that there is not, or with two ways to its rows."""
    for name in definition.primary_key:
        check_name(definition, "primary_key", name)
    if sum(map(bool, [definition.markup, definition.rows, definition.checks])) > 1:
        raise Refusal(f"{definition.file}: a table has either markup, or rows, or checks")


def check_field(definition: Definition, header: str, field: Field) -> None:
    """Refuse a field whose cells could not come about, or that names what there is not."""
    for reader in field.readers:
        if reader not in READERS:
            known = ", ".join(READERS)
            raise Refusal(f"{definition.spot(header)}: no reader {reader!r}; there are {known}")
    for fault, is_so in faults(definition, field).items():
        if is_so:
            raise Refusal(f"{definition.spot(header)}: {fault}")
    inputs = field.derivation.of if field.derivation else []
    for name in [*inputs, *filter(None, [field.evidence, field.unit_field])]:
        check_name(definition, header, name)


def faults(definition: Definition, field: Field) -> dict[str, bool]:
    """What may be wrong with a field, and whether it is."""
    drawn, written = definition.markup is not None, bool(definition.rows)
    derives = field.origin == "derived" and (drawn or written)
    curates = field.origin == "curated" and drawn
    return {
        "a field has readers if, and only if, it is transcribed": (
            (field.origin == "transcribed") != bool(field.readers)
        ),
        "a column of a drawn table has one reader": drawn and len(field.readers) > 1,
        "a field has a derivation if, and only if, it is derived": (
            derives != bool(field.derivation)
        ),
        "by_row is for the curated columns of a drawn table, and they need it": (
            curates != bool(field.by_row)
        ),
        "accounts_for is for transcribed fields": (
            field.accounts_for is not None and field.origin != "transcribed"
        ),
        "blank_repeats is for drawn tables": field.blank_repeats and not drawn,
        "a field has unit or unit_field, not both": bool(field.unit and field.unit_field),
    }


def check_name(definition: Definition, header: str, name: str) -> None:
    """Refuse the name of a field that there is not."""
    if name not in definition.fields:
        known = ", ".join(definition.fields)
        raise Refusal(
            f"{definition.spot(header)}: no field {name!r} in this table; there are {known}"
        )
