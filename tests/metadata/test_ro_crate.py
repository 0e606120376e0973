"""Does roc-validator accept the folder as a crate?"""

from __future__ import annotations

import importlib.resources
import io
import json
import re
from pathlib import Path

import pytest
import requests
import requests_cache
from conftest import Checkout
from urllib3 import HTTPResponse
from validators import edit, run


class Wheels(requests.adapters.BaseAdapter):
    """Answers the one request for the context with the file that the rocrate wheel carries."""

    def send(
        self, request: requests.PreparedRequest, *_: object, **__: object
    ) -> requests.Response:
        """The context, as if it had been fetched."""
        content = (importlib.resources.files("rocrate") / "data/ro-crate.jsonld").read_bytes()
        headers = {"Content-Type": "application/ld+json"}
        raw = HTTPResponse(io.BytesIO(content), headers=headers, status=200, preload_content=False)
        return requests.adapters.HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache for roc-validator that holds the context of RO-Crate 1.3."""
    path = tmp_path_factory.mktemp("cache") / "http"
    session = requests_cache.CachedSession(str(path), backend="sqlite", expire_after=-1)
    session.mount("https://", Wheels())
    assert session.get("https://w3id.org/ro/crate/1.3/context").json()["version"] == "1.3.0"
    session.close()
    return path


def crate_errors(folder: Path, cache: Path, severity: str = "required") -> list[str]:
    """What roc-validator misses."""
    report = cache.with_name("report.json")
    run(
        "rocrate-validator", "-y", "validate", "--offline", "--cache-path", cache,
        "--profile-identifier", "ro-crate-1.3", "--requirement-severity", severity,
        "--output-format", "json", "--output-file", report, folder,
    )  # fmt: skip
    content = json.loads(report.read_bytes())
    errors = [issue["message"] for issue in content["issues"]]
    assert content["passed"] == (not errors)
    return errors


def test_the_folder_is_a_crate(checkout: Checkout, cache: Path) -> None:
    """By all that version 1.3 requires."""
    assert crate_errors(checkout.root, cache) == []


# Whoever is no institution has no page and no identifier; what is no data has no published size;
# a language would have to name its version, of which there are several.
OPEN = "URL|ROR|contactPoint|contentSize|programmingLanguage"


def test_what_the_crate_leaves_open(checkout: Checkout, cache: Path) -> None:
    """What 1.3 merely recommends, and we do not know or do not invent."""
    missed = crate_errors(checkout.root, cache, "recommended")
    assert all(re.search(OPEN, message) for message in missed)
    assert missed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"license"', '"lizenz"'),
        ('"@id": "resources/events.csv"', '"@id": "resources/event.csv"'),
        ('"@id": "ro-crate-metadata.json"', '"@id": "metadata.json"'),
    ],
)
def test_a_broken_crate_is_refused(checkout: Checkout, cache: Path, old: str, new: str) -> None:
    """Without a licence, without a file that it names, without a descriptor."""
    edit(checkout.root / "ro-crate-metadata.json", old, new)
    assert crate_errors(checkout.root, cache)
