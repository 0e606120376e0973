"""``make fetch-revision``: download the rendered HTML of the newest revision of the article.

One answer of the wiki gives the HTML and the number of its revision, so they belong together.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from http.client import HTTPException
from pathlib import Path
from urllib.parse import unquote, urlencode
from urllib.request import Request, urlopen

from publication.package import Package
from revision.command import KNOWLEDGE, ROOT, UNREADABLE
from transcription.knowledge import read_knowledge
from transcription.refusal import Refusal

SECONDS = 30
TARGET = Path("build") / "revision.html"
QUERY = {
    "action": "parse",
    "prop": "text|revid",
    "redirects": "1",
    "format": "json",
    "formatversion": "2",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the newest rendered HTML to a file; print its revision and the next commands."""
    package = read_knowledge(ROOT / KNOWLEDGE / "package.toml", Package)
    site, _, title = package.source.path.partition("/wiki/")
    parser = argparse.ArgumentParser(
        prog="make fetch-revision", description="Download the newest revision of the article."
    )
    parser.add_argument("--to", type=Path, default=TARGET, help=f"by default {TARGET}")
    parser.add_argument("--api", default=f"{site}/w/api.php", help="the wiki's api.php")
    options = parser.parse_args(arguments)
    try:
        html, number = fetch(options.api, unquote(title), user_agent(package))
        options.to.parent.mkdir(parents=True, exist_ok=True)
        options.to.write_text(html, encoding="utf-8", newline="\n")
    except (Refusal, OSError) as error:
        sys.stderr.write(f"fetch-revision: {error}\n")
        return UNREADABLE
    sys.stdout.write(
        f"{options.to}: revision {number}; next:\n"
        f"make revision FROM={options.to}\n"
        f"make adopt FROM={options.to} REVISION={number} RETRIEVED={date.today()}\n"
    )
    return 0


def user_agent(package: Package) -> str:
    """Name the package and its version to the wiki, and what is done with the answer."""
    return f"{package.name}/{package.version} (compares a dataset with its source) Python-urllib"


def fetch(api: str, title: str, agent: str) -> tuple[str, int]:
    """Return the rendered HTML of an article and the number of its newest revision."""
    content = download(f"{api}?{urlencode(QUERY | {'page': title})}", agent)
    try:
        parsed = json.loads(content)["parse"]
        html, number = parsed["text"], parsed["revid"]
    except (ValueError, KeyError, TypeError):
        html, number = None, None
    if not (isinstance(html, str) and isinstance(number, int)):
        raise Refusal(f"{api} has no revision of {title!r}; see source.path in package.toml")
    return html, number


def download(url: str, agent: str) -> bytes:
    """Download what a web address answers; refuse any other address, and no answer."""
    if not url.startswith(("https://", "http://")):
        raise Refusal(f"{url}: an address that begins with https:// expected")
    try:
        request = Request(url, headers={"User-Agent": agent})  # noqa: S310 - the scheme was checked
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - likewise
            content: bytes = answer.read()
    except (OSError, HTTPException) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Refusal(
            f"no answer from {url.partition('?')[0]}: {reason}; is there a network? Otherwise save "
            "the page from a browser and give that file as FROM"
        ) from None
    return content


if __name__ == "__main__":
    sys.exit(main())
