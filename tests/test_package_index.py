"""Does a package index show a README whose links lead somewhere?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import ROOT

from package_index import LINK, PackageIndex, with_absolute_links

README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESSED = {"repository": "https://example.org/code/", "version": "1.2.3"}


def metadata(root: Path) -> dict[str, Any]:
    """What hatchling writes into a wheel."""
    found: dict[str, Any] = {}
    PackageIndex(str(root), {}).update(found)
    return found


def test_without_an_address_the_readme_is_as_it_is() -> None:
    """And no address is invented."""
    found = metadata(ROOT)
    assert found["readme"]["text"] == README
    assert not found["urls"]


def test_with_an_address_links_and_pictures_lead_there(tmp_path: Path) -> None:
    """At the tag of the version, in what the wheel holds."""
    shutil.copy(ROOT / "README.md", tmp_path)
    described = json.loads((ROOT / "datapackage.json").read_bytes()) | ADDRESSED
    (tmp_path / "datapackage.json").write_text(json.dumps(described, indent=2), encoding="utf-8")
    found = metadata(tmp_path)
    assert found["urls"] == {"Repository": ADDRESSED["repository"]}
    text = found["readme"]["text"]
    assert LINK.search(README)
    assert LINK.search(text) is None
    assert "](https://example.org/code/blob/v1.2.3/docs/method.md)" in text


def test_a_picture_is_shown_and_an_anchor_stays() -> None:
    """A picture as the bytes of its file; what is absolute already is left alone."""
    readme = "![a](docs/a.svg) [b](docs/b.md#c) [d](#e) [f](https://example.org/g)"
    assert with_absolute_links(readme, ADDRESSED) == (
        "![a](https://example.org/code/raw/v1.2.3/docs/a.svg) "
        "[b](https://example.org/code/blob/v1.2.3/docs/b.md#c) [d](#e) [f](https://example.org/g)"
    )
