"""Does a package index show a README whose links lead somewhere?"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import ROOT, UNRELEASED

from package_index import LINK, PackageIndex, with_absolute_links

README = (ROOT / "README.md").read_text(encoding="utf-8")
ADDRESSED = {"repository": "https://example.org/code/", "version": "1.2.3"}


def metadata(root: Path, addresses: dict[str, str]) -> dict[str, Any]:
    """What hatchling writes into a wheel of a package that has these addresses."""
    shutil.copy(ROOT / "README.md", root)
    described = {name: said for name, said in UNRELEASED.items() if name != "repository"}
    (root / "datapackage.json").write_text(json.dumps(described | addresses), encoding="utf-8")
    found: dict[str, Any] = {}
    PackageIndex(str(root), {}).update(found)
    return found


def test_without_an_address_the_readme_is_as_it_is(tmp_path: Path) -> None:
    """And no address is invented."""
    found = metadata(tmp_path, {})
    assert found["readme"]["text"] == README
    assert not found["urls"]


def test_with_an_address_links_and_pictures_lead_there(tmp_path: Path) -> None:
    """At the tag of the version, in what the wheel holds."""
    found = metadata(tmp_path, ADDRESSED)
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
