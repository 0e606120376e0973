"""The checkout -> what the wheel carries beside the code: data as CSV, charts, the page's frame.

Hatchling calls this. Parquet stays out, for which a wheel of the size of its peers has no room:
every frame is read from CSV. The descriptor goes in without the files that stay out, so that the
installed folder is a valid data package; like the charts, without blanks, which only people need.
"""

from __future__ import annotations

import bz2
import json
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
        included: dict[str, str] = build_data["force_include"]
        staged = root / "build" / "wheel"
        staged.mkdir(parents=True, exist_ok=True)
        described = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
        described["resources"] = [
            entry for entry in described["resources"] if not entry["path"].endswith(".parquet")
        ]
        for entry in described["resources"]:
            included[str(root / entry["path"])] = f"{PACKAGE}/{entry['path']}"
        within = {"datapackage.json": described}
        for drawn in sorted((root / "docs" / "pictures").glob("*.vl.json")):
            within[f"docs/pictures/{drawn.name}"] = json.loads(drawn.read_text(encoding="utf-8"))
        for path, content in within.items():
            file = staged / Path(path).name
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
            file.write_text(text, encoding="utf-8", newline="\n")
            included[str(file)] = f"{PACKAGE}/{path}"
        frame = (root / "page" / "frame.html").read_bytes()
        (staged / "frame.html.bz2").write_bytes(bz2.compress(frame))
        included[str(staged / "frame.html.bz2")] = f"{PACKAGE}/frame.html.bz2"
