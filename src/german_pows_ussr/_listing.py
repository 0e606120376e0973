"""Frames that are read -> how Python and a notebook show them: whole, with what is known."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from . import _compare, _findings
from ._html import figures_html, findings_html, listing_html
from ._layout import WIDTH, block, fitted


class Listing(pd.DataFrame):
    """A frame whose texts are shown whole; what is made of it is a plain ``DataFrame``.

    More rows than pandas shows, it shows in a notebook as pandas does.
    """

    def __repr__(self) -> str:
        lines = [list(record.values()) for record in records(self)]
        return fitted([list(self.columns), *lines], (), WIDTH)

    def _repr_html_(self) -> str:
        most = pd.get_option("display.max_rows")
        return listing_html(self) if len(self) <= most else self.to_html(max_rows=most)


class Findings(Listing):
    """What the figures say of each other; more of them than pandas shows, it shows."""

    def __repr__(self) -> str:
        if not shown_whole(self, _findings.COLUMNS):
            return pd.DataFrame.__repr__(self)
        return blocks(_findings.told(record) for record in records(self))

    def _repr_html_(self) -> str:
        whole = shown_whole(self, _findings.COLUMNS)
        return findings_html(self) if whole else super()._repr_html_()


class Figures(Listing):
    """The figures for one measure; likewise."""

    def __repr__(self) -> str:
        if not shown_whole(self, _compare.COLUMNS):
            return pd.DataFrame.__repr__(self)
        ledger = _findings.Ledger()
        return blocks(_compare.told(record, ledger) for record in records(self))

    def _repr_html_(self) -> str:
        whole = shown_whole(self, _compare.COLUMNS)
        return figures_html(self) if whole else super()._repr_html_()


def shown_whole(frame: pd.DataFrame, columns: tuple[str, ...]) -> bool:
    """Whether the columns are still those that were given, and the rows no more than are shown."""
    return tuple(frame.columns) == columns and len(frame) <= pd.get_option("display.max_rows")


def blocks(told: Iterable[Iterable[tuple[str, str]]]) -> str:
    """A block for each record."""
    return "\n\n".join(block(facts, WIDTH) for facts in told)


def records(frame: pd.DataFrame) -> list[dict[str, str]]:
    """The rows as text, a whole number without decimals; what is missing is empty."""
    told = frame.astype("string").fillna("")
    for name in frame.select_dtypes("float"):
        told[name] = told[name].str.removesuffix(".0")
    rows = told.to_dict("records")
    return [{str(name): str(text) for name, text in row.items()} for row in rows]
