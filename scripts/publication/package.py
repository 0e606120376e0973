"""``scripts/article/package.toml`` -> what the package says of itself."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from transcription.definition import Strict


class Temporal(Strict):
    """The first and the last year of which the figures speak."""

    start: str
    end: str


class Source(Strict):
    """The pinned source: what it is, where it comes from, and the hash that pins it."""

    name: str
    title: str
    description: str
    publisher: str
    path: str
    file: str
    sha256: str


class License(Strict):
    """A licence of the data, by its SPDX name."""

    name: str
    title: str
    path: str


class Contributor(Strict):
    """A contributor and their roles."""

    title: str
    roles: list[str]


class Package(Strict):
    """The knowledge that is not of one table.

    ``homepage`` is the address under which the reading page and the files of the package lie,
    ``repository`` that of the code; ``doi`` has no resolver before it. None is known until there is
    one, and none is invented.
    """

    name: str
    title: str
    description: str
    version: str
    created: str
    keywords: list[str]
    temporal: Temporal
    tables: list[str]
    source: Source
    licenses: list[License]
    contributors: list[Contributor]
    homepage: str | None = None
    repository: str | None = None
    doi: str | None = None

    @property
    def id(self) -> str:
        """The DOI; until there is one, a URN of name and version among all made from the source."""
        source = uuid5(NAMESPACE_URL, self.source.path)
        return self.doi_address or uuid5(source, f"{self.name} {self.version}").urn

    @property
    def doi_address(self) -> str | None:
        """The DOI as an address."""
        return f"https://doi.org/{self.doi}" if self.doi else None

    @property
    def citation(self) -> str:
        """How to cite the package, as one line of text."""
        authors = " and ".join(contributor.title for contributor in reversed(self.contributors))
        licences = ", ".join(licence.name for licence in self.licenses)
        address = self.doi_address or self.homepage
        parts = [
            f"{authors} ({self.created[:4]})",
            f"{self.title} (version {self.version}) [Data set]",
            licences,
            *([address] if address else []),
        ]
        return ". ".join(parts) + "."
