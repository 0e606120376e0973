"""Is an address one thing everywhere, and is a wrong one answered with the nearest right ones?"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import SupportsIndex
from urllib.parse import quote

import numpy as np
import pytest
from conftest import SCHEMAS, key, rows

import german_pows_ussr as pows

CELL = "prisoners_held/1945-Q2/prisoners"
SLASHES = "evidence/prisoners_held/*/population/1/exact"
BLANKS = "prisoners_by_nationality/Czech and Slovak/died_percent"
VERBS: dict[str, Callable[..., object]] = {
    "trace": pows.trace,
    "cite": pows.cite,
    "findings": lambda *address: pows.findings(*address).to_csv(),
}


def test_an_address_has_one_part_or_three() -> None:
    """With or without ``#``, as the page's address has it, or in three parts."""
    for address in (CELL, BLANKS, SLASHES):
        table, rest = address.split("/", 1)
        page = f"https://example.org/index.html#{quote(address, safe='/*')}"
        for verb, ask in VERBS.items():
            expected = ask(table, *rest.rsplit("/", 1))
            for written in (address, f"#{address}", f"#{quote(address, safe='/*')}", page):
                assert ask(written) == expected, (verb, written)


def test_a_key_may_be_a_number() -> None:
    """As a frame has it, of Python or of NumPy; what is no whole number is no key."""
    assert pows.trace("numerals", 63, "exact") == pows.trace("numerals/63/exact")
    assert pows.trace("numerals", np.int64(63), "exact") == pows.trace("numerals/63/exact")
    with pytest.raises(TypeError, match=r"'float' object cannot be interpreted as an integer"):
        pows.trace("numerals", 63.0, "exact")  # type: ignore[arg-type]


@pytest.mark.parametrize("ask", [pows.trace, pows.path])
def test_an_address_is_a_text(ask: Callable[[object], object]) -> None:
    """What is none is refused in words, by whatever takes an address."""
    for address in (None, 3, b"x", ("prisoners_held", "1945-Q2", "prisoners")):
        with pytest.raises(TypeError, match="an address is a text, 'table/row/field', and not "):
            ask(address)


ANSWERS: list[tuple[Callable[[str], object], str, str]] = [
    (pows.trace, "prisoner_held/1945-Q2/prisoners", f"did you mean {CELL}"),
    (pows.findings, "prisoner_held/1945-Q2/prisoners", f"did you mean {CELL}"),
    (pows.cite, "prisoner_held/1945-Q2/prisoners", f"did you mean {CELL}"),
    (pows.read, "prisoner_held/1945-Q2/prisoners", f"did you mean {CELL}"),
    (pows.cite, "prisoners_held/1945-Q2", f"a cell of it can be cited, such as {CELL}"),
    (pows.load, "prisoners_held/1945-Q9/prisoners", "did you mean prisoners_held/1945-Q4"),
    (pows.path, "prisoners_held/nonsense/at/all", "no row 'nonsense/at' in table prisoners_held"),
]


def test_a_slip_is_answered_alike() -> None:
    """The whole address where the table is misspelt, a cell of a row, a part that there is not."""
    for ask, address, answer in ANSWERS:
        with pytest.raises((pows.UnknownNameError, TypeError), match=answer):
            ask(address)


@pytest.mark.parametrize("ask", [pows.path, pows.load, pows.fields])
def test_a_table_may_be_named_by_what_lies_in_it(ask: Callable[[str], object]) -> None:
    """It is that in which the cell stands."""
    for address in (CELL, f"#{CELL}", "prisoners_held/1945-Q2"):
        assert str(ask(address)) == str(ask("prisoners_held")), address


def test_no_key_would_be_misread() -> None:
    """None has a sign that an address reads as something else."""
    keys = [key(table, row) for table in SCHEMAS for row in rows(table)]
    assert [key for key in keys if set("#%") & set(key)] == []


WRONG = {
    "prisoner_held/1945-Q2/prisoners": "no table 'prisoner_held' in german-pows-ussr; did you mean prisoners_held/1945-Q2/prisoners?",
    "prisoners_held/1945-Q9/prisoners": "no row '1945-Q9' in table prisoners_held; did you mean prisoners_held/1945-Q4/prisoners, prisoners_held/1945-Q3/prisoners or prisoners_held/1945-Q2/prisoners?",
    "prisoners_by_nationality/german/died": "no row 'german' in table prisoners_by_nationality; did you mean prisoners_by_nationality/German/died_in_captivity, prisoners_by_nationality/German/died_percent or prisoners_by_nationality/German/died_percent_low?",
    "prisoners_held/1945-Q2/prisoner": "no field 'prisoner' in table prisoners_held; did you mean prisoners_held/1945-Q2/prisoners?",
    "prisoners_held/1945-Q2": "'prisoners_held/1945-Q2' is not the address of a cell: TABLE/ROW/FIELD expected; did you mean prisoners_held/1945-Q2/prisoners?",
    "lead-captured/value": "'lead-captured/value' is not the address of a cell: TABLE/ROW/FIELD expected; did you mean statements/lead-captured/value?",
    "prisoners_held": "'prisoners_held' is not the address of a cell: TABLE/ROW/FIELD expected; did you mean prisoners_held/1941-Q4/prisoners?",
    "nope": "'nope' is not the address of a cell: TABLE/ROW/FIELD expected",
    "": "'' is not the address of a cell: TABLE/ROW/FIELD expected",
    "x/y/z": "no table 'x' in german-pows-ussr; there are prisoners_held, prisoners_by_nationality, statements, events, sources, reconciliation and 8 more",
}  # fmt: skip


def test_a_wrong_address_is_answered_with_the_nearest() -> None:
    """In one line, with no more than three, and every one of them can be traced."""
    for address, expected in WRONG.items():
        with pytest.raises(pows.UnknownNameError) as error:
            pows.trace(address)
        assert str(error.value) == expected
        offered = expected.partition("did you mean ")[2].removesuffix("?").replace(" or ", ", ")
        for near in filter(None, offered.split(", ")):
            assert pows.trace(near).address == near


@pytest.mark.parametrize("ask", [pows.findings, pows.read, pows.cite])
def test_every_verb_answers_so(ask: Callable[[str], object]) -> None:
    """What takes an address offers the nearest."""
    with pytest.raises(pows.UnknownNameError, match=r"did you mean prisoners_held/1945-Q4"):
        ask("prisoners_held/1945-Q9/prisoners")


@pytest.mark.parametrize("ask", [pows.findings, pows.read])
def test_a_row_or_a_table_is_refused_if_there_is_none(ask: Callable[[str], object]) -> None:
    """With the nearest that there is."""
    with pytest.raises(pows.UnknownNameError, match=r"no table 'eventz'.*did you mean events\?"):
        ask("eventz")
    with pytest.raises(pows.UnknownNameError, match=r"no row '1945-Q9'.*did you mean 1945-Q4"):
        ask("prisoners_held/1945-Q9")


@pytest.mark.parametrize("ask", [pows.load, pows.fields, pows.path, pows.cite, pows.findings])
def test_a_table_may_be_named_as_in_the_address_of_the_page(ask: Callable[[str], object]) -> None:
    """With a ``#``, which changes nothing."""
    assert str(ask("#statements")) == str(ask("statements"))


@pytest.mark.parametrize("ask", [pows.cite, pows.findings])
def test_the_whole_of_a_table_is_the_table(ask: Callable[[str], object]) -> None:
    """As the page has it."""
    assert str(ask("prisoners_held/*")) == str(ask("prisoners_held"))


def test_characters_of_the_article_are_answered_with_their_cell() -> None:
    """They are no cell, but something was read from them."""
    with pytest.raises(pows.UnknownNameError, match=r"did you mean prisoners_held/1945-Q2/pris"):
        pows.trace("#char=6594,6603")


@pytest.mark.parametrize("asked", [pows.trace, pows.cite, pows.read])
def test_a_signature_can_be_asked_for(asked: Callable[..., object]) -> None:
    """With its types, and a row is a text or a number."""
    taken = inspect.signature(asked, eval_str=True).parameters
    assert taken["row"].annotation == str | SupportsIndex | None
