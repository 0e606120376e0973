"""The README and the address of the package -> what a package index shows of it.

The index shows the README without the files beside it. So once ``package.toml`` knows a
repository, relative links lead there, at the tag of the version; until then they stay.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)\s]+)\)")
URLS = {"Homepage": "homepage", "Repository": "repository"}


class PackageIndex(MetadataHookInterface):
    """What hatchling asks when it builds."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add the long description and the addresses."""
        root = Path(self.root)
        package = json.loads((root / "datapackage.json").read_text(encoding="utf-8"))
        readme = (root / "README.md").read_text(encoding="utf-8")
        text = with_absolute_links(readme, package)
        metadata["readme"] = {"content-type": "text/markdown", "text": text}
        metadata["urls"] = {name: package[key] for name, key in URLS.items() if key in package}


def with_absolute_links(readme: str, package: dict[str, Any]) -> str:
    """Rewrite the README, its links and pictures at the tag of this version in the repository."""
    if "repository" not in package:
        return readme
    at = package["repository"].rstrip("/"), f"v{package['version']}"

    def absolute(link: re.Match[str]) -> str:
        mark, text, path = link.groups()
        kind = "raw" if mark else "blob"
        return f"{mark}[{text}]({at[0]}/{kind}/{at[1]}/{path})"

    return LINK.sub(absolute, readme)
