"""Does the wheel carry the reading page, and is it small enough?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT
from page.head import head_elements

from german_pows_ussr._package import descriptor

LIMIT = 211_000
"""The size of the wheel of vega-datasets, which is data for readers, too."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, with the page that was drawn before these tests."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (found,) = folder.glob("*.whl")
    return found


def test_it_is_no_larger_than_its_peers(wheel: Path) -> None:
    """With the data, the code, and what the page needs beside them."""
    assert wheel.stat().st_size <= LIMIT


def test_it_opens_the_published_page(wheel: Path, tmp_path: Path) -> None:
    """What ``read`` writes out of the wheel is the published page, but for files and crawlers."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    command = [sys.executable, "-m", "german_pows_ussr", "read", "events"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "BROWSER": "true"}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    opened = urlsplit(done.stdout.split()[-1])
    assert opened.fragment == "events"
    published = ROOT / "build" / "page" / "index.html"
    own, other = (
        re.sub('(?s)<section id="downloads">.*?</section>', "", text)
        for text in (
            Path(unquote(opened.path)).read_text("utf-8"),
            published.read_text("utf-8").replace(head_elements(descriptor()), ""),
        )
    )
    assert own == other
