"""A published specification, and the published tables -> a chart of Altair."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from ._frame import needed
from ._package import Json, content_of, root, unknown

if TYPE_CHECKING:
    import altair as alt

FOLDER = "docs/pictures"
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
    files = {
        file.name.removesuffix(SUFFIX): file
        for file in sorted((root() / FOLDER).glob(f"*{SUFFIX}"))
    }
    if name not in files:
        raise unknown("picture", name, "the package", files)
    read: Json = json.loads(files[name].read_bytes())
    return read


def with_data(part: Any) -> Any:
    """A specification, or a part of one, with the text of a table for each address of one."""
    if isinstance(part, list):
        return [with_data(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    if "url" in part:
        table = PurePosixPath(part["url"]).stem
        return {"values": content_of(table, "csv").decode("utf-8"), "format": part["format"]}
    return {key: with_data(value) for key, value in part.items()}
