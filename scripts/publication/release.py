"""Publish files: all or none, validated first, by one command at a time.

A signal ends a command in one line until it begins to rename; from there on signals are ignored.
Only SIGKILL or a power cut during the renames can leave old files beside new ones.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from filelock import FileLock, Timeout

from transcription.refusal import Refusal

STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")
LOCK = ".build.lock"
STAGING = ".build-staging"
PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
FOLDERS = ("resources", "metadata")
"""The folders that hold nothing but published files."""


class Interruption:
    """End the process on SIGINT, SIGTERM or SIGHUP; a library might swallow an exception."""

    signals = tuple(each for each in signal.Signals if each.name in STOPPING)
    line = ""
    staging: Path | None = None

    def listen(self, name: str, done: str) -> None:
        """Heed every signal that the caller of this command does not ignore."""
        self.line = f"{name}: interrupted; nothing was {done}\n"
        for number in self.signals:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self.stop)

    def stop(self, number: int, _: FrameType | None) -> None:
        """Delete what was staged, print the line, and end the process."""
        self.ignore()
        try:
            if self.staging:
                shutil.rmtree(self.staging, ignore_errors=True)
            os.write(2, self.line.encode())
        finally:
            os._exit(128 + number)

    def ignore(self) -> None:
        """Ignore signals until the command has ended."""
        for number in self.signals if self.line else ():
            signal.signal(number, signal.SIG_IGN)


INTERRUPTION = Interruption()


@contextmanager
def build_lock(root: Path) -> Iterator[None]:
    """Wait until no other command writes what the checkout publishes, and keep others waiting."""
    lock = FileLock(root / LOCK, mode=root.stat().st_mode & 0o666)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        sys.stderr.write("another build is at work here; waiting for it\n")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def run_command(name: str, done: str, work: Callable[[], str], root: Path) -> int:
    """Print what the work returns, or in one line why it failed; return the exit code."""
    try:
        with build_lock(root):
            text = work()
    except (Refusal, OSError) as error:
        cause = error if isinstance(error, Refusal) else f"nothing was {done}: {error}"
        sys.stderr.write(f"{name}: {cause}\n")
        return 1
    sys.stdout.write(f"{text}\n")
    return 0


def release(files: Mapping[str, bytes], root: Path) -> list[str]:
    """Validate the files and publish them; return the paths that changed or were deleted."""
    for obstacle in obstacles(files, root):
        raise Refusal(f"nothing was published: {obstacle}")
    obsolete = [path for path in present(root) if path not in files]
    return replace_files(files, root, obsolete, validate)


def replace_files(
    files: Mapping[str, bytes],
    root: Path,
    obsolete: Sequence[str] = (),
    check: Callable[[Path], None] = lambda _: None,
) -> list[str]:
    """Stage the files, check them there, and rename into place those that changed, or none."""
    changed = [path for path, content in files.items() if differs(root / path, content)]
    staging = root / STAGING
    try:
        if staging.exists():  # a build was killed
            shutil.rmtree(staging)
        INTERRUPTION.staging = staging
        stage(files, obsolete, staging, root)
        check(staging / "new")
        INTERRUPTION.ignore()
        rename(changed, obsolete, staging, root)
    except OSError as error:
        raise Refusal(f"nothing was published: {error}") from None
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return [*changed, *obsolete]


def differs(path: Path, content: bytes) -> bool:
    """Return whether the file is missing or holds other bytes."""
    return not path.is_file() or path.read_bytes() != content


def stage(files: Mapping[str, bytes], obsolete: Sequence[str], staging: Path, root: Path) -> None:
    """Write the new files, and copy the former ones, whose modes the new ones take."""
    for path in (*files, *obsolete):
        new, former = staging / "new" / path, staging / "former" / path
        for folder in (new.parent, former.parent):
            folder.mkdir(parents=True, exist_ok=True)
        if path in files:
            new.write_bytes(files[path])
        if (root / path).exists():
            shutil.copy2(root / path, former)
            shutil.copymode(former, new if path in files else former)


def rename(changed: Sequence[str], obsolete: Sequence[str], staging: Path, root: Path) -> None:
    """Rename staged files into place and delete obsolete ones; undo everything if one fails."""
    done = []
    try:
        for path in changed:
            (root / path).parent.mkdir(exist_ok=True)
            (staging / "new" / path).replace(root / path)
            done.append(path)
        for path in obsolete:
            (root / path).unlink()
            done.append(path)
    except OSError as error:
        undo(done, staging / "former", root, error)


def undo(paths: Sequence[str], former: Path, root: Path, cause: OSError) -> None:
    """Put the former files back, and say whether that worked."""
    try:
        for path in paths:
            if (former / path).exists():
                (former / path).replace(root / path)
            else:
                (root / path).unlink()
    except OSError as error:
        mixed = f"old and new files are mixed: {cause}; and then {error}"
        raise Refusal(f"{mixed}; mend that, and run `make build` again") from None
    raise Refusal(f"nothing was published: {cause}; what was moved is back in its place")


def obstacles(files: Mapping[str, bytes], root: Path) -> Iterator[str]:
    """Say what stands in the way of the files, and what to do with it."""
    for folder in sorted({(root / path).parent for path in files}):
        name = folder.relative_to(root)
        if folder.exists() and folder.stat().st_dev != root.stat().st_dev:
            yield f"{name} lies on another file system than the checkout; put it on the same one"
        elif folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
            yield f"{name} is not writable; make it so"
    known = {*files, *published_paths(root / "datapackage.json")}
    for path in (*files, *present(root)):
        target = root / path
        if path not in known or (path not in files and not target.is_file()):
            yield f"{path} is none of the published files; delete it, or move it elsewhere"
        elif target.is_symlink() or (target.exists() and not target.is_file()):
            yield f"{path} is no regular file; move it elsewhere"


def published_paths(descriptor: Path) -> set[str]:
    """Return the paths of the files that were published last, if the descriptor can be read."""
    try:
        return {resource["path"] for resource in json.loads(descriptor.read_bytes())["resources"]}
    except (OSError, ValueError, LookupError, TypeError):
        return set()


def present(root: Path) -> list[str]:
    """List what lies in the folders that hold nothing but published files."""
    found = (path for folder in FOLDERS for path in (root / folder).glob("*"))
    return sorted(path.relative_to(root).as_posix() for path in found)


def validate(folder: Path) -> None:
    """Refuse a package in which the v2 profile or frictionless finds an error."""
    descriptor = folder / "datapackage.json"
    for error in [
        *profile_errors(json.loads(descriptor.read_bytes())),
        *frictionless_errors(descriptor),
    ]:
        raise Refusal(f"the package would not be valid, so nothing was published: {error}")


def profile_errors(descriptor: dict[str, Any]) -> list[str]:
    """List what the official JSON Schema of Data Package v2 finds; REUSE.toml says whence it is."""
    from jsonschema import Draft7Validator

    profile = json.loads(PROFILE.read_bytes())
    return [
        f"datapackage.json, {error.json_path}: {error.message}"
        for error in Draft7Validator(profile).iter_errors(descriptor)
    ]


def frictionless_errors(descriptor: Path) -> list[str]:
    """List what frictionless finds in the descriptor, the sizes, the hashes and every cell."""
    import frictionless

    report = frictionless.validate(str(descriptor))
    errors = [("datapackage.json", error) for error in report.errors]
    errors += [(task.name, error) for task in report.tasks for error in task.errors]
    return [f"{name}: {error.message}" for name, error in errors]
