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
    """The knowledge that is not of one table."""

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

    @property
    def id(self) -> str:
        """A URN of its name and version, among all that is made from the same source."""
        source = uuid5(NAMESPACE_URL, self.source.path)
        return uuid5(source, f"{self.name} {self.version}").urn

    @property
    def citation(self) -> str:
        """How to cite the package, as one line of text."""
        authors = " and ".join(contributor.title for contributor in reversed(self.contributors))
        licences = ", ".join(licence.name for licence in self.licenses)
        year = self.created[:4]
        return f"{authors} ({year}). {self.title} (version {self.version}) [Data set]. {licences}."
