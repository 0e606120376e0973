"""Is an address one text everywhere, and is a wrong one answered with the nearest right ones?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from conftest import SCHEMAS, key, rows

import german_pows_ussr as pows

CELL = "prisoners_held/1945-Q2/prisoners"
CELLS = (
    CELL,
    "prisoners_by_nationality/Czech and Slovak/died_percent",
    "figures/statements/lead-captured/value/printed",
    "evidence/prisoners_held/*/population/support/1/exact",
)
VERBS: dict[str, Callable[[str], object]] = {
    "trace": pows.trace,
    "cite": pows.cite,
    "findings": lambda address: pows.findings(address).to_csv(),
}


def test_an_address_is_read_however_it_is_written() -> None:
    """With ``#``, percent-encoded, and as the page has it; a row's own key may have slashes."""
    for address in CELLS:
        encoded = quote(address, safe="/*")
        page = f"https://example.org/index.html#{encoded}"
        for verb, ask in VERBS.items():
            for written in (f"#{address}", f"#{encoded}", page):
                assert ask(written) == ask(address), (verb, written)
    assert str(pows.Address.parse(CELLS[2])) == CELLS[2]
    assert pows.Address.parse(CELLS[2]).row == "statements/lead-captured/value"


def test_every_key_is_read_back() -> None:
    """The table is the first segment, the field the last, the row what is between."""
    for table, schema in SCHEMAS.items():
        last = schema["fields"][-1]["name"]
        for row in rows(table)[::7]:
            found = pows.Address.of_cell(f"{table}/{key(table, row)}/{last}")
            assert (found.table, found.row, found.field) == (table, key(table, row), last)


def test_no_key_would_be_misread() -> None:
    """None has a sign that an address reads as something else."""
    keys = [key(table, row) for table in SCHEMAS for row in rows(table)]
    assert [key for key in keys if set("#%") & set(key)] == []


def test_only_a_text_is_an_address() -> None:
    """Anything else is refused in words, by every verb."""
    verbs: list[Callable[[Any], Any]] = [
        pows.trace, pows.cite, pows.findings, pows.read, pows.load, pows.fields
    ]  # fmt: skip
    for ask in verbs:
        for address in (3, b"x", ("prisoners_held", "1945-Q2", "prisoners")):
            with pytest.raises(TypeError, match="an address is one text, 'table/row/field', not "):
                ask(address)


WRONG = {
    "prisoner_held/1945-Q2/prisoners": "no table 'prisoner_held' in german-pows-ussr; did you mean prisoners_held?",
    "prisoners_held/1945-Q9/prisoners": "no row '1945-Q9' in table prisoners_held; did you mean prisoners_held/1945-Q4/prisoners, prisoners_held/1945-Q3/prisoners or prisoners_held/1945-Q2/prisoners?",
    "prisoners_by_nationality/german/died": "no row 'german' in table prisoners_by_nationality; did you mean prisoners_by_nationality/German/died_in_captivity, ",
    "prisoners_held/1945-Q2/prisoner": "no field 'prisoner' in table prisoners_held; did you mean prisoners_held/1945-Q2/prisoners?",
    "prisoners_held/1945-Q2": "'prisoners_held/1945-Q2' is no cell; did you mean prisoners_held/1945-Q2/prisoners?",
    "prisoners_held/1945-Q9": "no row '1945-Q9' in table prisoners_held; did you mean 1945-Q4, 1945-Q3 or 1945-Q2?",
    "prisoners_held": "'prisoners_held' is no cell; did you mean prisoners_held/1941-Q4/prisoners?",
    "nope": "no table 'nope' in german-pows-ussr; there are figures, prisoners_held, ",
    "": "no table '' in german-pows-ussr; there are ",
    "x/y/z": "no table 'x' in german-pows-ussr; there are ",
}  # fmt: skip


def test_a_wrong_address_is_answered_with_the_nearest() -> None:
    """In one line, with no more than three, and each suggested cell can be traced."""
    for address, expected in WRONG.items():
        with pytest.raises(pows.UnknownNameError) as error:
            pows.trace(address)
        assert str(error.value).startswith(expected)
        meant = str(error.value).partition("did you mean ")[2].removesuffix("?")
        for near in meant.replace(" or ", ", ").split(", "):
            assert near.count("/") != 2 or pows.trace(near).address == near


@pytest.mark.parametrize("ask", [pows.findings, pows.read, pows.cite, pows.load, pows.fields])
def test_every_verb_answers_so(ask: Callable[[str], object]) -> None:
    """Whatever takes an address suggests the nearest."""
    with pytest.raises(pows.UnknownNameError, match=r"did you mean prisoners_held/1945-Q4"):
        ask("prisoners_held/1945-Q9/prisoners")
    with pytest.raises(pows.UnknownNameError, match=r"no table 'eventz'.*did you mean events\?"):
        ask("eventz")


def test_a_table_may_be_named_by_what_lies_in_it() -> None:
    """It is that in which the cell stands; the whole of a table is the table."""
    verbs: list[Callable[[str], Any]] = [pows.load, pows.fields]
    for ask in verbs:
        for address in (CELL, f"#{CELL}", "prisoners_held/1945-Q2", "prisoners_held/*"):
            assert str(ask(address)) == str(ask("prisoners_held")), address
    verbs = [pows.cite, pows.findings]
    for ask in verbs:
        assert str(ask("prisoners_held/*")) == str(ask("prisoners_held"))


def test_a_row_that_is_no_source_is_not_cited() -> None:
    """A cell of it can be."""
    with pytest.raises(TypeError, match=f"a cell of it can be cited, such as {CELL}"):
        pows.cite("prisoners_held/1945-Q2")
