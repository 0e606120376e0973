"""Is a descriptor that describes nothing refused by name?"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from conftest import DESCRIPTOR, ROOT
from installations import lying_in

import german_pows_ussr as pows

FIRST = DESCRIPTOR["resources"][0]
BROKEN = {
    "empty": b"",
    "truncated": b"{",
    "no text": b"\xff",
    "an empty object": b"{}",
    "a list": b"[]",
    "nested": b"[" * 100_000,
    "no files": b'{"resources": []}',
    "a resource that is a text": b'{"resources": ["article"]}',
    **{
        f"no {name}": json.dumps({"resources": [FIRST | {name: None}]}).encode()
        for name in ("path", "hash")
    },
    "a path that is a list": json.dumps({"resources": [FIRST | {"path": ["a"]}]}).encode(),
}


def test_a_broken_descriptor_is_named(tmp_path: Path) -> None:
    """Emptied, truncated, not even text, or of something else."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    for what, content in BROKEN.items():
        (tmp_path / "datapackage.json").write_bytes(content)
        with lying_in(tmp_path), pytest.raises(pows.DamagedPackageError) as error:
            pows.tables()
        assert "datapackage.json: " in str(error.value), what
        assert "; reinstall" in str(error.value), what


def test_an_article_with_its_hash_renewed_is_noticed(tmp_path: Path) -> None:
    """A trace never marks other characters than those that were read."""
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    file, descriptor = tmp_path / "resources" / "article.txt", tmp_path / "datapackage.json"
    published = hashlib.sha256(file.read_bytes()).hexdigest()
    file.write_bytes(file.read_bytes().replace(b"2,000,000", b"2,100,000"))
    new = hashlib.sha256(file.read_bytes()).hexdigest()
    descriptor.write_text(descriptor.read_text(encoding="utf-8").replace(published, new), "utf-8")
    with (
        lying_in(tmp_path),
        pytest.raises(pows.DamagedPackageError, match=r"characters 6594-6603 are not '2,000,000'"),
    ):
        pows.trace("prisoners_held/1945-Q2/prisoners")
