"""Does building again, elsewhere and otherwise, give the same bytes?"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import BUILD, ROOT, Checkout, sampled

# A build costs a second, so that each tells as much as one can: time zone, locale, order of hashes.
ELSEWHERE = {
    "in the Pacific, without a language": {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
        "PYTHONHASHSEED": "4242",
    },
    "in America, in Turkish": {
        "TZ": "America/Anchorage",
        "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr",
        "PYTHONHASHSEED": "0",
    },
}  # fmt: skip


@sampled(ELSEWHERE, every=2)
def test_building_from_nothing_gives_the_published_bytes(
    checkout: Checkout, names: list[str]
) -> None:
    """In another folder, with every generated file deleted first; Parquet included, for it is pinned."""
    published = checkout.published()
    checkout.add_scripts()
    for name in names:
        for path in published:
            if path not in ("resources/article.txt", "README.md", "docs/method.md"):
                (checkout.root / path).unlink()
        subprocess.run(BUILD, cwd=checkout.root, env=os.environ | ELSEWHERE[name], check=True)
        assert checkout.published() == published


@pytest.mark.slow
@pytest.mark.parametrize("how", ELSEWHERE)
def test_the_distributions_are_byte_reproducible(
    distributions: Path, tmp_path: Path, how: str
) -> None:
    """Wheel and sdist built from a copy of the checkout, its files newly written."""
    project = tmp_path / "project"
    ignored = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", "dist"
    )
    shutil.copytree(ROOT, project, ignore=ignored, copy_function=shutil.copy)
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path / "dist")]
    subprocess.run(
        command, cwd=project, env=os.environ | ELSEWHERE[how], check=True, capture_output=True
    )
    built = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert built == {path.name: path.read_bytes() for path in distributions.iterdir()}
