"""Are the pictures that are committed those that `make page` draws?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

NEEDED = ("page", "src", "resources", "datapackage.json", "docs")


def pictures(root: Path) -> dict[str, bytes]:
    """Every file beside the pictures, by its name."""
    return {path.name: path.read_bytes() for path in (root / "docs" / "pictures").iterdir()}


def test_the_pictures_are_current(tmp_path: Path) -> None:
    """Drawn anew in another folder, with the old ones deleted first, every byte is the committed one."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    shutil.rmtree(tmp_path / "docs" / "pictures")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "src"), "PYTHONHASHSEED": "7"}
    subprocess.run([sys.executable, "-m", "page"], cwd=tmp_path, env=environment, check=True)
    assert pictures(tmp_path) == pictures(ROOT), "the pictures are stale: run `make page`"
