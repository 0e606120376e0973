"""Check the keys, vocabularies and references of the tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from .evidence import check_evidence, check_period, terms_in
from .refusal import Refusal
from .table import Table, Value, where

DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")


def check_integrity(tables: Mapping[str, Table]) -> None:
    """Refuse tables that do not hold together, at the first fault."""
    for table in tables.values():
        check_primary_key(table)
        check_constraints(table)
        check_vocabularies(table)
        check_readings(table, tables)
        check_references(table, tables)
        check_circles(table)
    check_evidence(tables)


def check_primary_key(table: Table) -> None:
    """Refuse two rows with one key."""
    for key, count in Counter(map(table.key, table.rows)).items():
        if count > 1:
            file = table.definition.file
            raise Refusal(f"{table.name}: {count} rows have the key {key!r}; see {file}")


def check_constraints(table: Table) -> None:
    """Refuse an empty cell where a value is required, and a text of another form than required."""
    for name, field in table.definition.fields.items():
        pattern = field.constraints.pattern
        for row in table.rows:
            value = row[name].value
            if value is None and field.constraints.required:
                raise Refusal(f"{where(table, row, name)}: empty, but a value is required")
            if pattern and value is not None and not re.fullmatch(pattern, str(value)):
                raise Refusal(f"{where(table, row, name)}: {value!r} has not the form {pattern}")
            if field.form and value is not None:
                check_form(where(table, row, name), field.form, str(value))


def check_form(spot: str, form: str, value: str) -> None:
    """Refuse a date, an ISBN or a DOI that is none; the digits of an ISBN check each other."""
    if form == "edtf":
        check_period(spot, value)
    elif form == "isbn" and not is_isbn(value):
        raise Refusal(f"{spot}: {value!r} is no ISBN: its check digit does not fit the others")
    elif form == "doi" and not DOI.fullmatch(value):
        raise Refusal(f"{spot}: {value!r} is no DOI; 10., a number, a slash and a name expected")


def is_isbn(value: str) -> bool:
    """Tell whether ten or thirteen digits, with hyphens or without, end in their check digit."""
    digits = value.replace("-", "")
    if re.fullmatch("[0-9]{9}[0-9X]", digits):
        numbers = [10 if digit == "X" else int(digit) for digit in digits]
        return sum(weight * number for weight, number in enumerate(reversed(numbers), 1)) % 11 == 0
    if re.fullmatch("97[89][0-9]{10}", digits):
        return sum(int(digit) * (1, 3)[n % 2] for n, digit in enumerate(digits)) % 10 == 0
    return False


def check_vocabularies(table: Table) -> None:
    """Refuse a word that its vocabulary lacks."""
    for name, field in table.definition.fields.items():
        for row in table.rows if field.vocabulary else ():
            for value in terms_in(row[name].value, field):
                if value not in field.vocabulary:
                    known = ", ".join(field.vocabulary)
                    spot = where(table, row, name)
                    raise Refusal(f"{spot}: {value!r} is not in the vocabulary; there are {known}")


def check_readings(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a reading of a whole table by a word that ``sources`` or ``statements`` lack."""
    fields = tables["statements"].definition.fields
    sources: list[Value] = tables["sources"].column("source")
    known: dict[str, tuple[str, list[Value]]] = {
        "asserted_by": ("source in sources", sources),
        "reported_by": ("source in sources", sources),
        **{
            name: (f"{name} in statements", [*field.vocabulary])
            for name, field in fields.items()
            if name == "population" or field.narrows
        },
    }
    measures: tuple[str, list[Value]] = ("measure in statements", [*fields["measure"].vocabulary])
    for name, reading in table.readings:
        what, words = known.get(name, measures)
        if name not in ("notes", "populations") and reading.value not in words:
            raise Refusal(
                f"{table.definition.file}, {name}: {reading.value!r} is no {what}; "
                f"there are {', '.join(map(str, words))}"
            )


def check_circles(table: Table) -> None:
    """Refuse rows that refer to each other in a circle, or to themselves."""
    for name, field in table.definition.fields.items():
        if field.references is None or field.references.table != table.name:
            continue
        named = {table.key(row): row[name].value for row in table.rows}
        for row in table.rows:
            passed, current = set(), table.key(row)
            while current in named and current not in passed:
                passed.add(current)
                current = str(named[current.strip()])
            if current in passed:
                raise Refusal(f"{where(table, row, name)}: leads back to {current!r} in a circle")


def check_references(table: Table, tables: Mapping[str, Table]) -> None:
    """Refuse a foreign key to nowhere."""
    for name, field in table.definition.fields.items():
        if not field.references:
            continue
        target = tables.get(field.references.table)
        if target is None or field.references.field not in target.definition.fields:
            spot = table.definition.spot(f"fields.{name}")
            raise Refusal(f"{spot}: references name no field of a table: {field.references}")
        known = set(target.column(field.references.field))
        for row in table.rows:
            value = row[name].value
            if value is not None and value not in known:
                stands = f"{target.name}/{field.references.field}"
                spot = where(table, row, name)
                raise Refusal(f"{spot}: {value!r} does not stand in {stands}")
