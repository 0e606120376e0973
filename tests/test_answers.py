"""Does an answer of the package stay right whatever is done to the answers before it?

What is returned belongs to whoever asked. So everything that is returned is spoilt here, as deep as
it goes, and asked for again.
"""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from dataclasses import is_dataclass
from functools import partial
from typing import Any

import pandas as pd
import polars as pl
import pytest
from conftest import SCHEMAS

import german_pows_ussr as pows

CELL = "prisoners_held/1945-Q2/prisoners"
ANSWERS: dict[str, Callable[[], Any]] = {
    "tables": pows.tables,
    "verify": pows.verify,
    "find": lambda: pows.find("381,067"),
    "findings": lambda: pows.findings(CELL),
    "trace of words": lambda: pows.trace(CELL),
    "trace of a rule": lambda: pows.trace("prisoners_held/1945-Q2/period"),
    "trace of a table": lambda: pows.trace("prisoners_by_nationality/*/notes"),
    "source": lambda: pows.trace(CELL).asserted_by,
    "compare": lambda: pows.compare("captured"),
    "cite": lambda: pows.cite(CELL),
    **{f"fields {table}": partial(pows.fields, table) for table in SCHEMAS},
    **{
        f"load {table} {engine}": partial(pows.load, table, engine)
        for table in SCHEMAS
        for engine in ("pandas", "polars", "pyarrow")[: 3 if table == "statements" else 1]
    },
}


def spoil(answer: Any) -> None:
    """Change an answer in every way that Python allows, and all that it holds."""
    for held in parts(answer):
        spoil(held)
    if isinstance(answer, dict | list):
        answer.clear()
    elif isinstance(answer, pd.DataFrame):
        for place in range(answer.shape[1]):
            answer.iloc[:, place] = answer.iloc[::-1, place].reset_index(drop=True)
    elif isinstance(answer, pl.DataFrame):
        for name in answer.columns:
            answer.drop_in_place(name)


def parts(answer: Any) -> list[Any]:
    """What can be reached from an answer."""
    if isinstance(answer, dict):
        return list(answer.values())
    if isinstance(answer, list | tuple):
        return list(answer)
    if is_dataclass(answer):
        return [vars(answer)]
    return [answer.attrs] if isinstance(answer, pd.DataFrame) else []


def said(answer: Any) -> str:
    """All that an answer says, as text."""
    if isinstance(answer, pd.DataFrame):
        return f"{answer.to_dict('list')}{answer.dtypes}{json.dumps(answer.attrs)}"
    if isinstance(answer, pl.DataFrame):
        return f"{answer.write_csv()}{answer.schema}"
    return f"{answer!r}{answer}"


def test_no_answer_shares_state_with_a_later_one() -> None:
    """Every answer is spoilt, and then every question asked again."""
    before = {question: said(ask()) for question, ask in ANSWERS.items()}
    for ask in ANSWERS.values():
        spoil(ask())
    assert {question: said(ask()) for question, ask in ANSWERS.items()} == before


def test_what_is_written_on_a_frame_stays_there() -> None:
    """The units of one frame, altered, move no later frame and no trace."""
    pows.load("prisoners_held").attrs["units"]["prisoners"] = "horses"
    pows.compare("held").attrs["undated"] = 99
    assert pows.load("prisoners_held").attrs["units"]["prisoners"] == "persons"
    assert pows.trace(CELL).unit == "persons"
    assert pows.compare("held").attrs["undated"] == 0


def test_a_trace_is_a_value() -> None:
    """Equal traces are equal, and one in a set; a copy is equal, too."""
    found, again = pows.trace(CELL), pows.trace(CELL)
    other = pows.trace("prisoners_held/1945-Q3/prisoners")
    assert found == again == copy.deepcopy(found) == pickle.loads(pickle.dumps(found))  # noqa: S301
    assert len({found, again, other}) == 2
    assert found != other
    assert found.asserted_by
    assert hash(found.asserted_by) == hash(again.asserted_by)


def test_a_trace_is_made_and_taken_apart_by_its_names() -> None:
    """None that it needs is left out, none is added."""
    match pows.trace(CELL):
        case pows.Trace(address=address, value=value):
            assert (address, value) == (CELL, 2_000_000)
        case _:
            pytest.fail("a trace matches no pattern of its own")
    known = vars(pows.trace(CELL))
    for wrong in ({**known, "foo": 1}, {"address": CELL}):
        with pytest.raises(TypeError, match=r"Trace.__init__\(\) (got an unexp|missing 3 req)"):
            pows.Trace(**wrong)


def test_a_trace_cannot_be_changed() -> None:
    """Neither set nor deleted, nor what it holds."""
    found = pows.trace(CELL)
    records: list[Any] = [found, found.asserted_by, found.places[0], found.findings[0]]
    for record in records:
        name = next(iter(vars(record)))
        with pytest.raises(AttributeError, match=f"cannot assign to field '{name}'"):
            setattr(record, name, "other")
        with pytest.raises(AttributeError, match=f"cannot delete field '{name}'"):
            delattr(record, name)


@pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
def test_columns_may_come_in_any_collection(engine: Any) -> None:
    """A generator, which can be read once only; an Index, which is neither true nor false."""
    kinds: list[Callable[[list[str]], Any]] = [tuple, iter, pd.Index, pd.Series, dict.fromkeys]
    for kind in kinds:
        loaded: Any = pows.load("prisoners_held", engine, columns=kind(["prisoners", "period"]))
        names = loaded.column_names if engine == "pyarrow" else loaded.columns
        assert (loaded.shape, next(iter(names))) == ((22, 2), "prisoners"), kind


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        (["period", "year", "period"], "'period' is named twice"),
        ("period", "columns must be a list of names; did you mean"),
    ],
)
def test_columns_that_make_no_table_are_refused(columns: Any, message: str) -> None:
    """The same by every engine: a name twice, or a single text."""
    for engine in ("pandas", "polars", "pyarrow"):
        with pytest.raises(TypeError, match=message):
            pows.load("prisoners_held", engine, columns=columns)
