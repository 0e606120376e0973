"""Does the download ask politely, write what it was given, and say in a line why it could not?

A server on the loopback interface answers as the interface of a wiki does; no other network is used.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ARTICLE, DESCRIPTOR
from marked_up import WRITERS

import fetch_revision
from revision.reading import read

Answer = tuple[int, bytes]


class Wiki(BaseHTTPRequestHandler):
    """A wiki that gives one answer, and remembers what it was asked."""

    answer: Answer
    api: str
    asked: list[tuple[str, dict[str, list[str]], str]]

    def do_GET(self) -> None:
        """Answer every request alike."""
        parts = urlsplit(self.path)
        self.asked.append((parts.path, parse_qs(parts.query), self.headers["User-Agent"]))
        status, content = self.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@contextmanager
def wiki(answer: Answer) -> Iterator[type[Wiki]]:
    """Run a wiki; ``api`` of what it yields is its address, ``asked`` what it was asked."""
    Wiki.answer, Wiki.asked = answer, []
    with HTTPServer(("127.0.0.1", 0), Wiki) as server:
        Wiki.api = f"http://127.0.0.1:{server.server_port}/w/api.php"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Wiki
        finally:
            server.shutdown()
            thread.join()


def rendered(html: str, number: int) -> Answer:
    """Answer with a rendered revision."""
    return 200, json.dumps({"parse": {"title": "A", "revid": number, "text": html}}).encode()


def test_the_newest_html_is_written_with_its_revision(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is what ``make revision`` reads, and the next commands are printed in full."""
    html = WRITERS["render"](ARTICLE)
    file = tmp_path / "new" / "revision.html"
    with wiki(rendered(html, 42)) as served:
        assert fetch_revision.main(["--api", served.api, "--to", str(file)]) == 0
    assert file.read_text(encoding="utf-8") == html
    assert read(file.read_bytes(), ARTICLE, "file").text.startswith(ARTICLE.split("\n")[0])
    printed = capsys.readouterr().out
    assert printed.startswith(f"{file}: revision 42;")
    assert f"\nmake revision FROM={file}\n" in printed
    assert re.search(
        rf"\nmake adopt FROM={file} REVISION=42 RETRIEVED=\d{{4}}-\d\d-\d\d\n", printed
    )
    ((path, query, agent),) = served.asked
    assert path == "/w/api.php"
    assert query["page"] == ["German_prisoners_of_war_in_the_Soviet_Union"]
    assert (query["action"], query["prop"]) == (["parse"], ["text|revid"])
    assert agent.startswith(f"{DESCRIPTOR['name']}/{DESCRIPTOR['version']} ")
    assert "@" not in agent


ANSWERS: dict[str, Answer] = {
    "an-error": (503, b"busy"),
    "not-json": (200, b"<html>blocked</html>"),
    "a-missing-page": (200, b'{"error": {"code": "missingtitle"}}'),
    "no-revision": (200, b'{"parse": {"text": "<p></p>"}}'),
    "a-list": (200, b"[]"),
}


def test_an_answer_without_a_revision_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is no file, and no traceback."""
    file = tmp_path / "file"
    for name, answer in ANSWERS.items():
        with wiki(answer) as served:
            assert fetch_revision.main(["--api", served.api, "--to", str(file)]) == 2, name
        printed = capsys.readouterr()
        assert printed.out == "", name
        assert re.fullmatch(r"fetch-revision: .*\n", printed.err), name
        assert not file.exists(), name


def test_without_a_network_a_line_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody answers: save the page by hand."""
    with wiki((200, b"")) as served:
        pass
    assert fetch_revision.main(["--api", served.api]) == 2
    expected = r"fetch-revision: no answer from http\S+: .*save the page from a browser.*\n"
    assert re.fullmatch(expected, capsys.readouterr().err)


def test_an_address_of_this_machine_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A file is not a wiki."""
    assert fetch_revision.main(["--api", "file:///etc/hostname"]) == 2
    assert "https:// expected" in capsys.readouterr().err
