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
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from pathlib import Path
from types import FrameType
from typing import Any

from filelock import FileLock, Timeout

from transcription.refusal import Refusal

SIGNALS = [each for each in signal.Signals if each.name in ("SIGINT", "SIGTERM", "SIGHUP")]
LOCK = ".build.lock"
STAGING = ".build-staging"
PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
FOLDERS = ("resources", "metadata")
"""The folders that hold nothing but published files."""


class Interruption:
    """End the process on SIGINT, SIGTERM or SIGHUP; a library might swallow an exception."""

    line = ""
    staging: Path | None = None

    def listen(self, name: str, done: str) -> None:
        """Heed every signal that the caller of this command does not ignore."""
        self.line = f"{name}: interrupted; nothing was {done}\n"
        for number in SIGNALS:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self.stop)

    def stop(self, number: int, _: FrameType | None) -> None:
        """Delete what was staged, print the line, and end the process."""
        self.ignore()
        if self.staging:
            shutil.rmtree(self.staging, ignore_errors=True)
        with suppress(OSError):
            os.write(2, self.line.encode())
        os._exit(128 + number)

    def ignore(self) -> None:
        """Ignore signals until the command has ended."""
        for number in SIGNALS if self.line else ():
            signal.signal(number, signal.SIG_IGN)


INTERRUPTION = Interruption()


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


def build_lock(root: Path) -> AbstractContextManager[object]:
    """Wait until no other command writes what the checkout publishes, and keep others waiting."""
    lock = FileLock(root / LOCK, mode=root.stat().st_mode & 0o666)
    try:
        return lock.acquire(timeout=0)
    except Timeout:
        sys.stderr.write("another build is at work here; waiting for it\n")
        return lock.acquire()


def release(files: Mapping[str, bytes], root: Path) -> list[str]:
    """Validate the files and publish them; return the paths that changed or were deleted."""
    check_targets(files, root)
    obsolete = [path for path in present(root) if path not in files]
    return replace_files(files, root, obsolete, validate)


def check_targets(files: Mapping[str, bytes], root: Path) -> None:
    """Refuse to overwrite or delete what is not a published file."""
    known = {*files, *published_paths(root / "datapackage.json")}
    for path in (*files, *present(root)):
        target = root / path
        if path not in known:
            fault = "is none of the published files; delete it, or move it elsewhere"
        elif target.is_symlink() or (target.exists() and not target.is_file()):
            fault = "is no regular file; move it elsewhere"
        else:
            continue
        raise Refusal(f"nothing was published: {path} {fault}")


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
        for path in (*files, *obsolete):
            stage(path, files.get(path), staging, root)
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


def stage(path: str, content: bytes | None, staging: Path, root: Path) -> None:
    """Copy the former file, and write the new one, which has its mode."""
    new, former = staging / "new" / path, staging / "former" / path
    for file in (new, former):
        file.parent.mkdir(parents=True, exist_ok=True)
    if (root / path).exists():
        shutil.copy(root / path, former)
    if content is not None:
        new.write_bytes(content)
        shutil.copymode(former if former.exists() else new, new)


def rename(changed: Sequence[str], obsolete: Sequence[str], staging: Path, root: Path) -> None:
    """Rename staged files into place and delete obsolete ones; undo everything if one fails."""
    try:
        with ExitStack() as undo:
            for path in (*changed, *obsolete):
                former, target = staging / "former" / path, root / path
                target.parent.mkdir(exist_ok=True)
                if path in obsolete:
                    target.unlink()
                else:
                    (staging / "new" / path).replace(target)
                if former.exists():
                    undo.callback(former.replace, target)
                else:
                    undo.callback(target.unlink)
            undo.pop_all()
    except OSError as error:
        if (cause := error.__context__) is None:
            done = "what was moved is back in its place"
            raise Refusal(f"nothing was published: {error}; {done}") from None
        mixed = f"old and new files are mixed: {cause}; and then {error}"
        raise Refusal(f"{mixed}; mend that, and run `make build` again") from None


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
