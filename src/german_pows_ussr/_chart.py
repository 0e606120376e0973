"""Draw one of the package's pictures as a chart of Altair."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from ._files import read_file, root
from ._frame import import_extra
from ._package import package
from ._text import unknown

if TYPE_CHECKING:
    import altair as alt

Picture = Literal["prisoners_held", "captured_and_died", "disputes", "mortality"]

FOLDER = "docs/pictures"
SUFFIX = ".vl.json"


def chart(name: Picture | str) -> alt.LayerChart | alt.VConcatChart:
    """Draw one of the package's pictures, to be shown in a notebook, changed or saved.

    Args:
        name: ``"prisoners_held"``, ``"captured_and_died"``, ``"disputes"`` or ``"mortality"``.

    Returns:
        A layered or concatenated chart of Altair (extra ``charts``), with the published tables.

    >>> chart("mortality").title.text
    Text('Share of the prisoners who died, by nationality')

    """
    known = [
        file.name.removesuffix(SUFFIX) for file in sorted((root() / FOLDER).glob(f"*{SUFFIX}"))
    ]
    if name not in known:
        raise unknown("picture", name, "the package", known)
    specification = with_data(json.loads(read_file(f"{FOLDER}/{name}{SUFFIX}")))
    drawn: alt.LayerChart | alt.VConcatChart
    drawn = import_extra("altair", "charts").Chart.from_dict(specification)
    return drawn


def with_data(part: Any) -> Any:
    """Put the text of a published table in the place of its address, in a whole specification."""
    if isinstance(part, list):
        return [with_data(entry) for entry in part]
    if not isinstance(part, dict):
        return part
    if "url" not in part:
        return {key: with_data(value) for key, value in part.items()}
    text = package().table(PurePosixPath(part["url"]).stem).content.decode("utf-8")
    return {"values": text, "format": part["format"]}
