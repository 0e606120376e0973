"""``scripts/article/package.toml`` -> what the package says of itself."""

from __future__ import annotations

from transcription.definition import Strict


class Temporal(Strict):
    """The first and the last year of which the figures speak."""

    start: str
    end: str


class Source(Strict):
    """The pinned source: what it is, where it comes from, and the hash that pins it.

    Its revision and the day on which it was retrieved, where they were recorded.
    """

    name: str
    title: str
    description: str
    publisher: str
    path: str
    file: str
    sha256: str
    revision: str | None = None
    retrieved: str | None = None

    @property
    def permalink(self) -> str | None:
        """The address of the revision, in a wiki whose articles stand below /wiki/."""
        wiki, _, title = self.path.partition("/wiki/")
        if not (self.revision and title):
            return None
        return f"{wiki}/w/index.php?title={title}&oldid={self.revision}"


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
    def citation(self) -> str:
        """How to cite the package, as one line of text."""
        authors = " and ".join(contributor.title for contributor in reversed(self.contributors))
        licences = ", ".join(licence.name for licence in self.licenses)
        year = self.created[:4]
        return f"{authors} ({year}). {self.title} (version {self.version}) [Data set]. {licences}."
