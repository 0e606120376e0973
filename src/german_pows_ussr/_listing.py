"""Frames that are read -> how a notebook shows them: whole, with what is known of each row."""

from __future__ import annotations

import pandas as pd


class Listing(pd.DataFrame):
    """A frame whose texts are shown whole; what is made of it is a plain ``DataFrame``."""

    def __repr__(self) -> str:
        from ._layout import WIDTH, fitted

        records = self.astype("string").fillna("").to_numpy().tolist()
        return fitted([list(self.columns), *records], (), WIDTH)

    def _repr_html_(self) -> str:
        from ._html import listing_html

        return listing_html(self)


class Findings(Listing):
    """What the figures say of each other; printed like any frame."""

    __repr__ = pd.DataFrame.__repr__

    def _repr_html_(self) -> str:
        from ._findings import COLUMNS
        from ._html import findings_html

        return findings_html(self) if self.has(COLUMNS) else super()._repr_html_()

    def has(self, columns: tuple[str, ...]) -> bool:
        """Whether the columns are still those that were given."""
        return tuple(self.columns) == columns


class Figures(Findings):
    """The figures for one measure."""

    def _repr_html_(self) -> str:
        from ._compare import COLUMNS
        from ._html import figures_html

        return figures_html(self) if self.has(COLUMNS) else Listing._repr_html_(self)
