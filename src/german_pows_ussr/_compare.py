"""Look up figures, findings and columns as frames that show themselves whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Literal

import pandas as pd

from ._figures import NO_TOPIC, compared, figure_facts, outline, search, topics, undated_line
from ._findings import ORDER, Finding, findings_at
from ._frame import load
from ._html import lines_html, list_html, table_html
from ._package import Address, package
from ._table import Row
from ._text import WIDTH, block

Facts = Iterable[tuple[str, str]]
Topic = Literal["captured", "held", "died", "returned", "transferred", "other"]

COLUMNS = (
    "claim", "figure", "printed", "value", "printed_low", "printed_high", "unit", "qualifier",
    "topic", "measure", "population", "compared_as", "custody", "period", "period_start",
    "period_end", "asserted_by", "asserted_by_name", "reported_by", "reported_by_name", "work",
    "printings", "also_printed_at", "other_wordings", "line", "sentence", "note",
)  # fmt: skip
"""The columns of ``compare``; those that ``figures`` does not have say what the printings share."""

FINDING_COLUMNS = (
    "finding", "difference_percent", "title", "says", "summary", "note", "dispute", "cause",
    "depends_on", "assumes", "left_side", "right_side", "comparison",
)  # fmt: skip


class Listing(pd.DataFrame):
    """A frame that shows each row whole, as facts; what is made of it is a plain ``DataFrame``.

    One with more rows than pandas shows, or without a needed column, is shown as pandas does.
    """

    facts_of: Callable[[Row], Facts] = staticmethod(dict.items)

    def _facts(self) -> list[list[tuple[str, str]]] | None:
        most = pd.get_option("display.max_rows")
        if most is not None and len(self) > most:
            return None
        try:
            return [list(self.facts_of(record)) for record in records(self)]
        except (KeyError, TypeError):  # somebody deleted a column
            return None

    def __repr__(self) -> str:
        facts = self._facts()
        if facts is None:
            return pd.DataFrame.__repr__(self)
        blocks = [block(each, WIDTH) for each in facts]
        return "\n\n".join(filter(None, [*blocks, undated_line(self.attrs.get("undated", 0))]))

    def _repr_html_(self) -> str:
        facts = self._facts()
        if facts is None:
            return pd.DataFrame(self).to_html(max_rows=pd.get_option("display.max_rows"))
        rows = [(lines_html([first[1]]), list_html(others)) for first, *others in facts]
        header = (facts[0][0][0] if facts else "", "what is known")
        return table_html(header, rows) + lines_html([undated_line(self.attrs.get("undated", 0))])


class Figures(Listing):
    """Figures, each with what is known of it."""

    facts_of = staticmethod(figure_facts)


class Comparison(Figures):
    """Figures for one topic, printed in a line each."""

    def __repr__(self) -> str:
        try:
            return outline(records(self), self.attrs["undated"])
        except KeyError:
            return super().__repr__()


class Findings(Listing):
    """Findings, each as a sentence with its note."""

    facts_of = staticmethod(lambda record: Finding(**record).facts)


def records(frame: pd.DataFrame) -> list[Row]:
    """Return the rows as text, a whole number without decimals; what is missing is empty."""
    texts = frame.astype("string").fillna("")
    for name in frame.select_dtypes("float"):
        texts[name] = texts[name].str.removesuffix(".0")
    rows = texts.to_dict("records")
    return [{str(name): str(text) for name, text in row.items()} for row in rows]


def compare(topic: Topic | str | None = None, when: str | None = None) -> pd.DataFrame:
    """Compare the figures for one topic, whoever gives them.

    Args:
        topic: ``"captured"``, ``"held"``, ``"died"``, ``"returned"``, ``"transferred"`` or
            ``"other"``, or a measure, such as ``"died_confirmed"``; without it, the topics are
            listed.
        when: only figures of that time: a year, quarter, month or day, ``"1945"``, ``"1945-Q2"``,
            ``"1945-05"``, or an interval, ``"1943-01/1943-03"``. Undated figures are left out;
            how many, is printed last and is ``.attrs["undated"]``.

    Returns:
        One row for each claim, in the order of the article: the columns of ``figures`` for the
        printing nearest to the speaker (in the speaker's own table, or else the first), and of all
        printings ``printings`` (how many), ``also_printed_at`` and ``other_wordings`` (in what they
        differ). Printed, each figure is a line; a notebook and ``find`` show all of it.

    >>> compare("held", when="1945-05")[["printed", "asserted_by_name"]]
           printed asserted_by_name
    0  2.8 million   Soviet records
    1    2,000,000  Rüdiger Overmans

    """
    if topic is None:
        if when is not None:
            raise TypeError(NO_TOPIC)
        listed = pd.DataFrame(topics())
        return Listing(listed.astype(dict.fromkeys(("topic", "meaning", "measures"), "string")))
    rows, undated = compared(topic, when)
    frame = rows_of_figures(rows)
    frame["printings"] = [int(row["printings"]) for row in rows]
    for name in ("also_printed_at", "other_wordings", "note"):
        frame[name] = pd.array([row[name] or None for row in rows], dtype="string")
    found = Comparison(frame[list(COLUMNS)])
    found.attrs["undated"] = undated
    return found


def find(sought: str | float) -> pd.DataFrame:
    """Find the figures with a number or a word: rows of ``figures``, one for each printing.

    Args:
        sought: a number, as printed or as a value: ``"381,067"``, ``381067``, ``"2.8 million"``; or
            words in the figure, in its sentence, in the names of its speakers or in its note:
            ``"Stalingrad"``.

    >>> find("381,067")[["claim", "line", "asserted_by_name"]]
                  claim  line     asserted_by_name
    0  lead-soviet-died     5       Soviet records
    1  lead-soviet-died    15           Krivosheev
    2  lead-soviet-died    53  Soviet NKVD figures
    3  lead-soviet-died    72  Soviet NKVD figures

    """
    return Figures(rows_of_figures(search(sought)))


def rows_of_figures(rows: list[Row]) -> pd.DataFrame:
    """Load some rows of ``figures``."""
    keys = [row["figure"] for row in rows]
    return load("figures").set_index("figure", drop=False).loc[keys].reset_index(drop=True)


def findings(address: str | None = None) -> pd.DataFrame:
    """List what the figures say of each other, conflicts first.

    Args:
        address: of a cell, ``table/row/field``, of a row or of a table, with or without ``#``;
            without it, every finding is listed. A cell that holds the words or a bound of a figure,
            or prints it again, stands for the figure.

    Returns:
        One row for each comparison, and for each figure derived from others, in the order of the
        table ``findings``: ``finding`` (the verdict, an ordered category), ``difference_percent``
        (of the larger side), ``title`` (what is compared), ``says`` (what is found, with which
        figure, and who says that), ``summary`` (both sides with their ranges as printed), ``note``
        (what may explain it), ``dispute``, ``cause``, ``depends_on``, ``assumes``, ``left_side``
        and ``right_side`` (addresses, or an expression with several) and ``comparison`` (the key).

    >>> found = findings("prisoners_held/1945-Q2/prisoners")
    >>> found["says"].iloc[0]
    'may conflict with 2.8 million (Soviet records, 1945-05), 29% apart (depends on day)'
    >>> findings("statements/history-soviet-held-1945/value")["says"].iloc[0]
    'exceeds 2,733,739 (Soviet NKVD figures), 2.4% apart'

    """
    found = findings_at(None if address is None else Address.parse(address))
    columns = {
        name: [None if (cell := getattr(each, name)) == "" else cell for each in found]
        for name in FINDING_COLUMNS
    }
    types: dict[str, Any] = dict.fromkeys(FINDING_COLUMNS, "string")
    types["finding"] = pd.CategoricalDtype(list(ORDER), ordered=True)
    types["difference_percent"] = "Float64"
    return Findings(pd.DataFrame(columns, columns=list(FINDING_COLUMNS)).astype(types))


def fields(table: str) -> pd.DataFrame:
    """Return the codebook of a table: one row for each field, in order.

    Args:
        table: a name from ``tables()``, or the address of a cell in it.

    >>> fields("prisoners_held")[["field", "type", "unit", "origin"]].head(4)
           field     type     unit       origin
    0     period   string     <NA>      derived
    1       year  integer     <NA>  transcribed
    2    quarter  integer     <NA>  transcribed
    3  prisoners  integer  persons  transcribed

    """
    rows = pd.DataFrame(package().table(Address.parse(table).table).codebook())
    return Listing(rows.astype({name: "string" for name in rows if name != "required"}))
