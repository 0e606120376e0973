"""An address, as people write it -> the table, the row and the cell that it names."""

from __future__ import annotations

from collections.abc import Iterator
from operator import index
from typing import SupportsIndex
from urllib.parse import unquote

from ._ground import WHOLE_TABLE
from ._names import asked, nearest
from ._package import (
    UnknownNameError,
    cell_address,
    descriptor,
    row_key,
    rows,
    table_fields,
    table_resource,
    table_resources,
    tables,
    unknown,
)

Row = str | SupportsIndex


def written(address: str, row: Row | None = None, field: str | None = None) -> str:
    """One address from one or from three parts.

    >>> written("#prisoners_by_nationality/Czech%20and%20Slovak/died_percent")
    'prisoners_by_nationality/Czech and Slovak/died_percent'
    >>> written("numerals", 63, "exact")
    'numerals/63/exact'

    """
    if not isinstance(address, str):
        raise TypeError(f"an address is a text, 'table/row/field', and not {address!r}")
    named = address.rpartition("#")[2]
    return "/".join(part for part in (unquote(named), key(row), field) if part is not None)


def key(row: Row | None) -> str | None:
    """The key of a row, which may be a number, as text."""
    if row is None or isinstance(row, str):
        return row
    return str(index(row))


def cell(address: str, row: Row | None = None, field: str | None = None) -> tuple[str, str, str]:
    """The three parts of the address of a cell; a row's own key may have a slash."""
    whole = written(address, row, field)
    table, _, rest = whole.partition("/")
    within, slash, name = rest.rpartition("/")
    if not slash:
        raise no_cell(whole)
    return table, within, name


def part(
    address: str, row: Row | None = None, field: str | None = None
) -> tuple[str, str | None, str | None]:
    """The table that an address names, and the row and the field if it names them."""
    whole = written(address, row, field)
    table, _, rest = whole.partition("/")
    within, slash, name = rest.rpartition("/")
    if slash and table not in tables():
        raise wrong(table, within, name)
    known = keys(table)
    if rest in ("", WHOLE_TABLE, *known):
        return table, rest or None, None
    if not slash:
        raise unknown("row", rest, f"table {table}", known)
    if within != WHOLE_TABLE and (within not in known or name not in table_fields(table)):
        raise wrong(table, within, name)
    return table, within, name


def table_of(address: str) -> str:
    """The table that an address names, or in which there is what it names."""
    whole = written(address)
    return part(whole)[0] if "/" in whole else whole


def keys(table: str) -> list[str]:
    """The keys of the rows of a table, in their order."""
    resource = table_resource(table)
    return [row_key(resource, cells) for cells in rows(table)]


def no_cell(address: str) -> UnknownNameError:
    """The error for an address that has too few parts for a cell."""
    first, _, second = address.partition("/")
    found = [
        *read_at(address),
        *meant(first, second or None, None),
        *without_table(first, second),
    ][:3]
    offer = f"; {asked(found)}" if found else ""
    return UnknownNameError(
        f"{address!r} is not the address of a cell: TABLE/ROW/FIELD expected{offer}"
    )


def wrong(table: str, row: str, field: str) -> UnknownNameError:
    """The error for the address of a cell that there is not, with the nearest that there are."""
    place = f"table {table}"
    if table not in tables():
        error = unknown("table", table, descriptor()["name"], tables())
    elif row not in keys(table):
        error = unknown("row", row, place, keys(table))
    else:
        error = unknown("field", field, place, table_fields(table))
    found = meant(table, row, field)
    return UnknownNameError(f"{str(error).partition(';')[0]}; {asked(found)}") if found else error


def meant(table: str, row: str | None, field: str | None) -> list[str]:
    """Up to three cells whose addresses are spelt alike; for a missing part, the first there is."""
    found = [
        f"{near}/{each}/{name}"
        for near in nearest(table, tables())
        for each in (keys(near)[:1] if row is None else nearest(row, keys(near)))
        for name in ([figure(near)] if field is None else nearest(field, table_fields(near)))
    ]
    return found[:3]


def read_at(address: str) -> Iterator[str]:
    """The cells that were read from the characters that are meant (RFC 5147)."""
    for row in rows("provenance") if address.startswith("char=") else ():
        if address == f"char={row['char_start']},{row['char_end']}":
            yield cell_address(row)


def without_table(row: str, field: str) -> Iterator[str]:
    """The cells that are meant where the table was left out."""
    for table in tables():
        if row in keys(table):
            names = nearest(field, table_fields(table)) if field else [figure(table)]
            yield from (f"{table}/{row}/{name}" for name in names)


def figure(table: str) -> str:
    """The column that a table is read for: the first that counts something, or the last."""
    described = table_resources()[table]["schema"]["fields"]
    counting = [field["name"] for field in described if "unit" in field or "unitField" in field]
    return str((counting or [described[-1]["name"]])[0])
