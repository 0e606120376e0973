"""Does every dependency say its licence, and is nothing under the GPL asked of those who install us?

The wheel holds our own code and data alone. What pip installs beside it must be free of the GPL;
what merely builds and tests may be under any free licence.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.metadata import distribution, distributions

import pytest
from conftest import ROOT
from installations import closure
from packaging.requirements import Requirement

FREE = re.compile(
    "MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|ISC|Artistic|CC0|CC-BY|GPL"
)
GPL = re.compile(r"\b[AL]?GPL|General Public")
# Tools that are run and never shipped; docutils and text-unidecode have another licence as well.
UNDER_GPL = {"docutils", "krippendorff", "python-debian", "reuse", "text-unidecode"}


@cache
def licences(name: str) -> str:
    """Join all that an installed distribution says of its licence."""
    found = distribution(name)
    names = found.metadata.get_all("Classifier", [])
    stated = [name.rpartition(" :: ")[2] for name in names if name.startswith("License :: ")]
    stated += found.metadata.get_all("License-Expression", [])
    stated += found.metadata.get_all("License", [])
    if not stated:  # then its licence file does, in the first line
        files = found.metadata.get_all("License-File", [])
        stated = [found.read_text(f"licenses/{name}") or "" for name in files]
    return " ".join(text.partition("\n")[0] for text in stated)


@pytest.mark.slow
def test_every_dependency_says_its_free_licence() -> None:
    """Its licence stands in the metadata that it was installed with."""
    found = {found.name: licences(found.name) for found in distributions()}
    assert {name: text for name, text in found.items() if not FREE.search(text)} == {}


@pytest.mark.slow
def test_what_is_under_the_gpl_is_known() -> None:
    """A new one is looked at; one that no lock file pins any more leaves the list."""
    found = {found.name for found in distributions() if GPL.search(licences(found.name))}
    assert found - UNDER_GPL == set()
    locks = [path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt")]
    locked = {name for lock in locks for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert UNDER_GPL - locked == set()


def test_nothing_that_a_user_installs_is_under_the_gpl() -> None:
    """Neither a dependency nor an extra is, nor anything that they require."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = [project["dependencies"], *project["optional-dependencies"].values()]
    wanted = {Requirement(text).name for group in groups for text in group}
    assert "pandas" in wanted
    needed = set().union(*map(closure, wanted))
    assert {name for name in needed if GPL.search(licences(name))} == set()
