"""Does the tutorial run from top to bottom, and draw what it says?"""

from __future__ import annotations

import re
import runpy
from typing import Any

import matplotlib as mpl
import pytest
from conftest import ROOT, rows


@pytest.fixture(scope="module")
def tutorial() -> dict[str, Any]:
    """What is defined when the tutorial has run, without a screen."""
    mpl.use("Agg")
    return runpy.run_path(str(ROOT / "docs" / "tutorial.py"))


def test_the_series_draws_every_quarter_and_every_figure_of_the_prose(
    tutorial: dict[str, Any],
) -> None:
    """A bar for each row of the table, from the first day of its quarter to the last."""
    (axes,) = tutorial["series"].axes
    (bars,) = axes.collections
    heights = [segment[0][1] for segment in bars.get_segments()]
    assert heights == [int(row["prisoners"]) / 1e6 for row in rows("prisoners_held")]
    (points,) = axes.lines
    assert list(points.get_ydata()) == [0.12, 0.17, 2.0, 2.8, 0.085]


def test_the_estimates_are_those_of_the_comparison(tutorial: dict[str, Any]) -> None:
    """Rival figures for the captured and for the dead, each once and with its bounds."""
    printed = {
        measure: list(tutorial["rivals"](measure)["printed"]) for measure in ("captured", "died")
    }
    assert printed == {
        "captured": ["Approximately three million", "3,060,000", "ca. 3,000,000", "2,733,739", "3.0 million"],
        "died": ["381,067", "1,094,250", "1.0 million", "363,000", "700,000", "up to 1.0 million"],
    }  # fmt: skip
    for axes, figures in zip(tutorial["estimates"].axes, printed.values(), strict=True):
        labels = [label.get_text().partition(": ")[2] for label in axes.get_yticklabels()]
        assert labels == figures
    _, died = tutorial["estimates"].axes
    (bars,) = died.collections
    ends = [(segment[0][0], segment[1][0]) for segment in bars.get_segments()]
    assert ends[2] == (0, 1.05)


def test_the_code_is_for_readers() -> None:
    """It has no remark for a tool, and no name that only a test needs."""
    source = (ROOT / "docs" / "tutorial.py").read_text(encoding="utf-8")
    assert not re.search(r"# ?(fmt|noqa|type|ruff)\b", source)
    assert not re.search(r"^\w+ = figure$", source, re.MULTILINE)


def test_no_figure_is_typed_into_the_code() -> None:
    """The code takes every figure from the package; only the text around it may name one."""
    source = (ROOT / "docs" / "tutorial.py").read_text(encoding="utf-8")
    code = re.sub(r"^#.*$|\"[^\"\n]*\"", "", source, flags=re.MULTILINE)
    assert not re.search(r"\d{4,}|\d,\d{3}", code)
