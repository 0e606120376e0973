"""``scripts/article/package.toml`` -> what the package says of itself."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import NAMESPACE_URL, uuid5

from msgspec import Meta

from transcription.definition import Strict

Year = Annotated[str, Meta(pattern=r"^[0-9]{4}$")]
Link = Annotated[str, Meta(pattern=r"^https?://[!-~]+$")]
Version = Annotated[str, Meta(pattern=r"^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$")]
Time = Annotated[str, Meta(pattern=r"^[0-9]{4}(-[0-9]{2}){2}T[0-9]{2}(:[0-9]{2}){2}Z$")]
Sha256 = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
AtLeastOne = Meta(min_length=1)


class Temporal(Strict):
    """The first and the last year of which the figures speak."""

    start: Year
    end: Year

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins."""
        if self.start > self.end:
            raise ValueError(f"temporal ends in {self.end}, before it begins in {self.start}")


class Source(Strict):
    """The pinned source: what it is, where it comes from, and the hash that pins it.

    Its revision and the day on which it was retrieved, where they were recorded.
    """

    name: str
    title: str
    description: str
    publisher: str
    path: Link
    file: str
    sha256: Sha256
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
    path: Link


class Contributor(Strict):
    """A contributor and their roles."""

    title: str
    roles: Annotated[list[str], AtLeastOne]


class Package(Strict):
    """The knowledge that is not of one table.

    ``homepage`` is the address under which the reading page and the files of the package lie,
    ``repository`` that of the code; ``doi`` has no resolver before it. None is known until there is
    one, and none is invented.
    """

    name: str
    title: str
    description: str
    version: Version
    created: Time
    keywords: Annotated[list[str], AtLeastOne]
    temporal: Temporal
    tables: Annotated[list[str], AtLeastOne]
    source: Source
    licenses: Annotated[list[License], AtLeastOne]
    contributors: Annotated[list[Contributor], AtLeastOne]
    homepage: str | None = None
    repository: str | None = None
    doi: str | None = None

    def __post_init__(self) -> None:
        """Refuse a day that there is not, and a table that is listed twice."""
        datetime.fromisoformat(self.created)
        for table in self.tables:
            if self.tables.count(table) > 1:
                raise ValueError(f"the table {table!r} is listed twice in `tables`")

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
