"""Does every dependency say its licence, and is nothing under the GPL asked of those who install us?

The wheel holds our own code and data alone. What pip installs beside it must be free of the GPL;
what merely builds and tests may be under any free licence.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, distribution, distributions

import pytest
from installations import closure

FREE = re.compile(
    "MIT|BSD|Apache|PSF|Python Software Foundation|MPL|Mozilla|ISC|Artistic|CC0|CC-BY|GPL"
)
EXTRAS = ("pandas", "polars", "pyarrow", "pyreadstat", "shtab", "xlsxwriter")
# Tools that are run and never shipped; text-unidecode may also be had under the Artistic License.
UNDER_GPL = {
    "krippendorff", "python-debian", "python-stdnum", "reuse", "text-unidecode", "wikitextparser",
}  # fmt: skip


def licences(found: Distribution) -> str:
    """All that a distribution says of its licence."""
    said = [
        line.rpartition(" :: ")[2]
        for line in found.metadata.get_all("Classifier", [])
        if line.startswith("License :: ")
    ]
    said += [
        line
        for name in ("License-Expression", "License")
        for line in found.metadata.get_all(name, [])
    ]
    if not said:  # then its licence file does, in the first line
        names = found.metadata.get_all("License-File", [])
        said = [found.read_text(f"licenses/{name}") or "" for name in names]
    return " ".join(line.partition("\n")[0] for line in said)


@pytest.mark.parametrize("name", sorted({found.name for found in distributions()}))
def test_a_dependency_says_its_free_licence(name: str) -> None:
    """In the metadata that it was installed with."""
    assert FREE.search(licences(distribution(name))), licences(distribution(name))


def test_what_is_under_the_gpl_is_known() -> None:
    """By name, so that a new one is looked at."""
    found = {
        found.name
        for found in distributions()
        if re.search(r"\bA?GPL|General Public", licences(found))
    }
    assert found == UNDER_GPL


@pytest.mark.parametrize("name", EXTRAS)
def test_nothing_that_a_user_installs_is_under_the_gpl(name: str) -> None:
    """Neither the one dependency nor an extra, nor what they require."""
    assert not closure(name) & UNDER_GPL
    for needed in closure(name):
        assert not re.search("GPL|General Public", licences(distribution(needed)))
