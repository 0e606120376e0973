"""Frames that are read -> how Python and a notebook show them: whole, with what is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from ._layout import WIDTH, block, fitted

if TYPE_CHECKING:
    from collections.abc import Iterable


class Listing(pd.DataFrame):
    """A frame whose texts are shown whole; what is made of it is a plain ``DataFrame``.

    More rows than pandas shows, it shows in a notebook as pandas does.
    """

    def __repr__(self) -> str:
        lines = [list(record.values()) for record in records(self)]
        return fitted([list(self.columns), *lines], (), WIDTH)

    def _repr_html_(self) -> str:
        from ._html import listing_html

        most = pd.get_option("display.max_rows")
        return listing_html(self) if len(self) <= most else self.to_html(max_rows=most)


class Findings(Listing):
    """What the figures say of each other; more of them than pandas shows, it shows."""

    def __repr__(self) -> str:
        from ._findings import COLUMNS, told

        if not shown_whole(self, COLUMNS):
            return pd.DataFrame.__repr__(self)
        return blocks(told(record) for record in records(self))

    def _repr_html_(self) -> str:
        from ._findings import COLUMNS
        from ._html import findings_html

        whole = shown_whole(self, COLUMNS)
        return findings_html(self) if whole else super()._repr_html_()


class Figures(Listing):
    """The figures for one measure; likewise."""

    def __repr__(self) -> str:
        from ._compare import COLUMNS, told
        from ._findings import Ledger

        if not shown_whole(self, COLUMNS):
            return pd.DataFrame.__repr__(self)
        ledger = Ledger()
        return blocks(told(record, ledger) for record in records(self))

    def _repr_html_(self) -> str:
        from ._compare import COLUMNS
        from ._html import figures_html

        whole = shown_whole(self, COLUMNS)
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
