"""A knowledge file in TOML -> a checked definition; an unknown or mistyped key is refused."""

from __future__ import annotations

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


class Definition(Strict):
    """A table: ``scripts/article/<name>.toml``."""

    name: str
    file: str
    title: str
    description: str
    primary_key: list[str]
    fields: dict[str, Field]
    attribution: Attribution | None = None
    markup: Markup | None = None
    notes: list[Note] = []
    rows: dict[str, dict[str, Any]] = {}

    def of_origin(self, origin: str) -> dict[str, Field]:
        """The fields of one origin, by name."""
        return {name: field for name, field in self.fields.items() if field.origin == origin}

    def where(self, row: str, field: str) -> str:
        """The address of a cell, for a message."""
        return f"{self.name}, row {row}, {field}"


def read_knowledge(path: Path, kind: type[T], **given: str) -> T:
    """The knowledge file ``path`` as a ``kind``, with what its name gives added."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(content | given, kind)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise Refusal(f"scripts/article/{path.name}: {error}") from error


def read_definition(path: Path) -> Definition:
    """The definition of the table that ``path`` is named after."""
    definition = read_knowledge(
        path, Definition, name=path.stem, file=f"scripts/article/{path.name}"
    )
    for name, field in definition.fields.items():
        check_field(definition, name, field)
    return definition


def check_field(definition: Definition, name: str, field: Field) -> None:
    """Refuse a field whose cells could not come about, or that names what there is not."""
    where = f"{definition.file}, fields.{name}"
    for reader in field.readers:
        if reader not in READERS:
            raise Refusal(f"{where}: no reader {reader!r}; there are {', '.join(READERS)}")
    if (field.origin == "transcribed") != bool(field.readers):
        raise Refusal(f"{where}: a field names readers if, and only if, its origin is transcribed")
    inputs = field.derivation.of if field.derivation else []
    for other in [*inputs, *filter(None, [field.evidence, field.unit_field])]:
        if other not in definition.fields:
            known = ", ".join(definition.fields)
            raise Refusal(f"{where}: no field {other!r} in this table; there are {known}")
