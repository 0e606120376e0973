"""Where does an export go, with which bytes, and what of the user's own may it touch?"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import DESCRIPTOR, sampled
from faults.builds import disk_of

import german_pows_ussr as pows

TARGETS = {
    "all.json": None,
    "all.sqlite": None,
    "all.xlsx": None,
    "one.dta": "statements",
}


@sampled(["all.sqlite", *TARGETS], every=9)
def test_an_export_has_the_same_bytes_again(tmp_path: Path, names: list[str]) -> None:
    """At another hour, in another zone and another process; the time in it is that of the data."""
    targets = {name: TARGETS[name] for name in names}
    first = {name: pows.export(tmp_path / name, targets[name]).read_bytes() for name in names}
    code = f"""
import time, german_pows_ussr as pows
time.sleep(1.1)
for name, table in {targets!r}.items():
    pows.export(name, table)
"""
    (tmp_path / "again").mkdir()
    environment = os.environ | {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=tmp_path / "again", env=environment, check=True)
    assert [name for name in names if (tmp_path / "again" / name).read_bytes() != first[name]] == []


def test_a_suffix_may_be_written_in_capitals(tmp_path: Path) -> None:
    """As some systems write it."""
    loud, usual = (pows.export(tmp_path / name) for name in ("LOUD.JSON", "usual.json"))
    assert loud.read_bytes() == usual.read_bytes()


def test_the_time_in_an_export_is_that_of_the_data(tmp_path: Path) -> None:
    """Where each format has it."""
    created = datetime.fromisoformat(DESCRIPTOR["created"]).replace(tzinfo=None)
    with ZipFile(pows.export(tmp_path / "all.xlsx")) as workbook:
        assert workbook.read("docProps/core.xml").count(f"{created.isoformat()}Z".encode()) == 2
    stata = pows.export(tmp_path / "one.dta", "events").read_bytes()
    assert f"{created:%d %b %Y %H:%M}".encode() in stata


@sampled(TARGETS, every=5)
def test_an_export_through_a_link_goes_where_it_leads(tmp_path: Path, names: list[str]) -> None:
    """The link stays a link; so does one that led nowhere yet."""
    for place in ("there", "not there yet"):
        (tmp_path / place).mkdir()
    for name in names:
        assert_follows_links(tmp_path, name)


def assert_follows_links(tmp_path: Path, name: str) -> None:
    """Assert that an export through two links writes the files to which they lead."""
    kept, made = tmp_path / "there" / name, tmp_path / "not there yet" / name
    kept.write_text("mine", encoding="utf-8")
    kept.chmod(0o640)
    for led_to in (kept, made):
        link = tmp_path / f"link-{led_to.parent.name}-{name}"
        link.symlink_to(led_to)
        assert pows.export(link, TARGETS[name]) == link
        assert link.is_symlink()
        assert led_to.stat().st_size > 1000
    assert kept.read_bytes() == made.read_bytes()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o640


@pytest.mark.parametrize("umask", [0o077, 0o002])
@sampled(TARGETS, every=5)
def test_a_new_export_is_readable_by_whom_the_user_lets(
    tmp_path: Path, names: list[str], umask: int
) -> None:
    """Its mode is that of any new file."""
    before = os.umask(umask)
    try:
        made = [pows.export(tmp_path / name, TARGETS[name]) for name in names]
    finally:
        os.umask(before)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o666 & ~umask}
    assert set(tmp_path.iterdir()) == set(made)


def test_an_export_leaves_its_neighbours_alone(tmp_path: Path) -> None:
    """Whatever a file beside it is called, and wherever a link there leads."""
    (tmp_path / "mine").write_text("mine", encoding="utf-8")
    neighbours = [".all.part.json", ".all.json", "all.json.tmp", "all.part", "export.json"]
    for name in neighbours:
        (tmp_path / name).symlink_to("mine")
    pows.export(tmp_path / "all.json")
    assert (tmp_path / "mine").read_text(encoding="utf-8") == "mine"
    assert {path.name for path in tmp_path.iterdir()} == {"mine", "all.json", *neighbours}


def test_two_exports_at_once_give_one_whole_file(tmp_path: Path) -> None:
    """Into the same file, from two threads."""
    expected = pows.export(tmp_path / "expected.json").read_bytes()
    with ThreadPoolExecutor() as threads:
        assert set(threads.map(pows.export, [tmp_path / "all.json"] * 2)) == {tmp_path / "all.json"}
    assert (tmp_path / "all.json").read_bytes() == expected
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.slow
@pytest.mark.parametrize("name", ["all.json", "all.sqlite"])
def test_several_exports_at_once_give_one_whole_file(tmp_path: Path, name: str) -> None:
    """Into the same file, from as many processes."""
    processes = 8
    expected = pows.export(tmp_path / f"expected-{name}").read_bytes()
    command = [sys.executable, "-m", "german_pows_ussr", "export", str(tmp_path / name)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(processes)]
    assert [(run.communicate()[1], run.returncode) for run in running] == [(b"", 0)] * processes
    assert (tmp_path / name).read_bytes() == expected
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.parametrize("name", ["all.json", "one.dta"])
def test_a_disk_that_is_full_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    """Here no file may grow beyond four kilobytes."""
    target = tmp_path / name
    target.write_text("mine", encoding="utf-8")
    with disk_of(4096), pytest.raises(OSError, match="File too large"):
        pows.export(target, TARGETS[name])
    assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_an_export_to_a_full_disk_fails_in_one_line(tmp_path: Path, name: str) -> None:
    target = tmp_path / name
    target.write_text("mine", encoding="utf-8")
    command = ["export", str(target), *filter(None, [TARGETS[name]])]
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 4; exec "$@"', "bash", sys.executable, "-m", "german_pows_ussr", *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("german-pows-ussr: ")
    assert target.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [target]


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    """Neither a folder nor a device, were it behind a link."""
    (tmp_path / "all.json").mkdir()
    (tmp_path / "null.json").symlink_to(os.devnull)
    for name in ("all.json", "null.json"):
        with pytest.raises(OSError, match=f"{name} cannot be replaced: it is not a regular file"):
            pows.export(tmp_path / name)
    assert Path(os.devnull).is_char_device()
