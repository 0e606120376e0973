"""Describe a table of the package and its columns, and read its rows."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ._files import read_file

Json = dict[str, Any]
Row = dict[str, str]
Value = int | float | bool | str | None


@dataclass(frozen=True, kw_only=True)
class Field:
    """A column of a table, as the descriptor describes it; what does not apply is empty."""

    name: str
    title: str
    type: str
    description: str
    origin: str
    required: bool
    unit: str
    unit_field: str  # the column that has the unit of each row
    vocabulary: dict[str, str]  # its terms, and what they mean
    categories: tuple[str, ...]  # its terms, if each cell is one of them
    knowledge: str  # what every cell of a curated column is based on
    rule: str
    computed_from: tuple[str, ...]
    has_addresses: bool  # whether its cells are addresses of other cells
    bound_of: str  # the column of which it holds a bound
    side: str  # which bound: low, high, or the rule for both

    @classmethod
    def read(cls, entry: Json) -> Field:
        """Read a field of the descriptor."""
        derivation, bounds = entry.get("derivation", {}), entry.get("bounds", {})
        return cls(
            **{name: entry[name] for name in ("name", "title", "type", "description", "origin")},
            required=entry.get("constraints", {}).get("required", False),
            vocabulary=entry.get("vocabulary", {}),
            categories=tuple(each["value"] for each in entry.get("categories", ())),
            unit_field=entry.get("unitField", ""),
            **{name: entry.get(name, "") for name in ("unit", "knowledge")},
            rule=derivation.get("rule", ""),
            computed_from=tuple(derivation.get("of", ())),
            has_addresses=entry.get("addresses", False),
            bound_of=bounds.get("of", ""),
            side=bounds.get("side", ""),
        )

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.type in ("integer", "number")

    @property
    def is_amount(self) -> bool:
        """Whether its cells are numbers of something."""
        return bool(self.unit or self.unit_field)

    @property
    def unit_label(self) -> str:
        """The unit, or which column has it."""
        return f"see {self.unit_field}" if self.unit_field else self.unit

    def unit_in(self, row: Row) -> str:
        """Return the unit of a cell."""
        return row[self.unit_field] if self.unit_field else self.unit

    def value_of(self, text: str) -> Value:
        """Convert the text of a cell to its value; a whole number is an int."""
        if self.type == "boolean":
            return text == "true" if text else None
        if not self.is_number:
            return text or None
        number = float(text) if text else None
        return int(number) if number is not None and number.is_integer() else number


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of the package, as the descriptor describes it; its rows are read when needed."""

    name: str
    title: str
    description: str
    path: str
    group: str  # data or audit
    key: tuple[str, ...]
    fields: dict[str, Field]
    foreign_keys: dict[str, str]  # the table to which a column refers
    notes: tuple[str, ...]
    attribution: dict[str, str]  # who asserts and who reports its figures, where it holds for all

    @classmethod
    def read(cls, entry: Json) -> Table:
        """Read a resource of the descriptor."""
        schema = entry["schema"]
        keys = schema.get("foreignKeys", ())
        return cls(
            **{name: entry[name] for name in ("name", "title", "description", "path", "group")},
            key=tuple(schema["primaryKey"]),
            fields={field["name"]: Field.read(field) for field in schema["fields"]},
            foreign_keys={
                key["fields"][0]: key["reference"]["resource"] or entry["name"] for key in keys
            },
            notes=tuple(note["note"] for note in entry.get("notes", ())),
            attribution=entry.get("attribution", {}),
        )

    @property
    def content(self) -> bytes:
        """The CSV file."""
        return read_file(self.path)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows as text; they are shared, so do not change them."""
        return parse_csv(self.content)

    @property
    def keys(self) -> list[str]:
        """The key of each row, the second part of an address."""
        return list(self.by(*self.key))

    def by(self, *columns: str) -> dict[str, tuple[Row, ...]]:
        """Return the rows by the text in some columns."""
        return index_csv(self.content, columns)

    def row(self, key: str) -> Row | None:
        """Find the row with a key."""
        return next(iter(self.by(*self.key).get(key, ())), None)

    def records(self) -> list[Json]:
        """Return the rows with the types of the schema; an empty cell is None."""
        return [
            {name: self.fields[name].value_of(text) for name, text in row.items()}
            for row in self.rows
        ]

    def codebook(self) -> list[Json]:
        """Describe each column in a row: its type, its unit, what it means, and its terms."""
        return [
            {
                "field": field.name,
                "title": field.title,
                "type": field.type,
                "unit": field.unit_label or None,
                "origin": field.origin,
                "required": field.required,
                "description": field.description,
                "terms": "\n".join(": ".join(term) for term in field.vocabulary.items()) or None,
            }
            for field in self.fields.values()
        ]

    @property
    def is_transcribed(self) -> bool:
        """Whether the article prints its figures: it has a transcribed column."""
        return any(field.origin == "transcribed" for field in self.fields.values())

    @property
    def main_field(self) -> str:
        """The column for which people read the table: the first amount, or the last column."""
        amounts = [field.name for field in self.fields.values() if field.is_amount]
        return [*amounts, list(self.fields)[-1]][0]

    @property
    def abstract(self) -> str:
        """What it holds, in a paragraph."""
        return " ".join([f"{self.title}.", self.description, *self.notes])


@lru_cache(maxsize=64)
def parse_csv(content: bytes) -> tuple[Row, ...]:
    """Parse a CSV file once, however often its cells are asked for."""
    header, *found = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return tuple(dict(zip(header, row, strict=True)) for row in found)


@lru_cache(maxsize=64)
def index_csv(content: bytes, columns: tuple[str, ...]) -> dict[str, tuple[Row, ...]]:
    """Group the rows of a CSV file by the text in some columns, once."""
    found: dict[str, list[Row]] = {}
    for row in parse_csv(content):
        found.setdefault("/".join(row[name] for name in columns), []).append(row)
    return {key: tuple(rows) for key, rows in found.items()}
