"""A published specification, and the published tables -> a chart of Altair."""

from __future__ import annotations

import json
import os

from ._frame import needed
from ._package import file_of, root, unknown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import altair as alt

    from ._package import Json

FOLDER = ("docs", "pictures")
SUFFIX = ".vl.json"


def chart(name: str) -> alt.LayerChart | alt.VConcatChart:
    """One of the package's pictures, to be shown in a notebook, changed or saved.

    Args:
        name: ``"prisoners_held"``, ``"captured_and_died"``, ``"mortality"`` or ``"conflicts"``.

    Returns:
        A layered or concatenated chart of Altair, made from the published specification in
        Vega-Lite, with the published tables within. Needs the extra ``charts``.

    Raises:
        UnknownNameError: there is no such picture.
        DamagedPackageError: a file is missing or is not the one published.
        ModuleNotFoundError: Altair is not installed.

    >>> type(chart("prisoners_held")).__name__
    'VConcatChart'

    """
    read = with_data(specification(name))
    drawn: alt.LayerChart | alt.VConcatChart = needed("altair", "charts").Chart.from_dict(read)
    return drawn


def specification(name: str) -> Json:
    """A published specification, which names its tables by their addresses."""
    folder = os.path.join(root(), *FOLDER)
    names = [file[: -len(SUFFIX)] for file in sorted(os.listdir(folder)) if file.endswith(SUFFIX)]
    if name not in names:
        raise unknown("picture", name, "the package", names)
    with open(os.path.join(folder, name + SUFFIX), encoding="utf-8") as content:
        read: Json = json.load(content)
    return read


def with_data(part: Any) -> Any:
    """A specification, or a part of one, with the text of a table for each address of one."""
    if isinstance(part, list):
        return [with_data(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    if "url" in part:
        table = os.path.basename(part["url"]).removesuffix(".csv")
        with open(file_of(table, "csv"), encoding="utf-8", newline="") as content:
            return {"values": content.read(), "format": part["format"]}
    return {key: with_data(value) for key, value in part.items()}
