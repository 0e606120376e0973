"""The checkout -> what the wheel carries beside the code: data, charts, the reading page.

Hatchling calls this. The page is rendered from the committed tables and drawings, by jinja2 alone.
The Parquet files of the audit tables stay out: they are large, and few people want them. The
descriptor goes in without them, so that the installed folder is a valid data package; like the
charts, without blanks, which only people need.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "german_pows_ussr"


class Carried(BuildHookInterface[Any]):
    """What hatchling packs into the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the files; an editable installation has them where they lie."""
        if version == "editable":
            return
        root = Path(self.root)
        staged = root / "build" / "wheel"
        described = carried(json.loads((root / "datapackage.json").read_bytes()))
        sources = {entry["path"]: root / entry["path"] for entry in described["resources"]}
        for path, text in written(root, described).items():
            sources[path] = staged / path
            sources[path].parent.mkdir(parents=True, exist_ok=True)
            sources[path].write_text(text, encoding="utf-8", newline="\n")
        build_data["force_include"].update(
            {str(source): f"{PACKAGE}/{path}" for path, source in sources.items()}
        )


def carried(described: dict[str, Any]) -> dict[str, Any]:
    """Return the descriptor without the Parquet files of audit tables."""
    audit = {entry["name"] for entry in described["resources"] if entry.get("group") == "audit"}
    kept = [
        entry
        for entry in described["resources"]
        if Path(entry["path"]).suffix != ".parquet" or Path(entry["path"]).stem not in audit
    ]
    return {**described, "resources": kept}


def written(root: Path, described: dict[str, Any]) -> dict[str, str]:
    """Return the files that are made for the wheel, by their paths in the package."""
    sys.path[:0] = [str(root), str(root / "src")]
    from page.render import render  # noqa: PLC0415 - hatchling does not know where it lies

    charts = sorted((root / "docs" / "pictures").glob("*.vl.json"))
    return {
        "datapackage.json": compact(described),
        "index.html": render(described),
        **{f"docs/pictures/{file.name}": compact(json.loads(file.read_bytes())) for file in charts},
    }


def compact(content: dict[str, Any]) -> str:
    """Return JSON without blanks."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
