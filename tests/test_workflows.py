"""Do the workflows run what was reviewed, with no more rights than each job needs?"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import yaml
from conftest import ROOT

FILES = {path.name: path for path in (ROOT / ".github/workflows").glob("*.yml")}
WORKFLOWS: dict[str, dict[str, Any]] = {
    name: yaml.safe_load(path.read_text(encoding="utf-8")) for name, path in FILES.items()
}
JOBS = {
    f"{name}/{job}": content
    for name, workflow in WORKFLOWS.items()
    for job, content in workflow["jobs"].items()
}
USED = [
    line.partition("uses: ")[2]
    for path in FILES.values()
    for line in path.read_text(encoding="utf-8").splitlines()
    if "uses: " in line
]
PINNED = re.compile(r"([\w.-]+/[\w.-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")


def test_actions_are_pinned_by_their_commit() -> None:
    """The tag stands in a comment; our own workflow is named by its path."""
    actions = [used for used in USED if not used.startswith("./.github/workflows/")]
    assert len(actions) > 10
    assert [used for used in actions if not PINNED.fullmatch(used)] == []


def test_an_action_has_one_pin() -> None:
    """It is the same wherever the action is used."""
    pins: dict[str, set[str]] = defaultdict(set)
    for found in filter(None, map(PINNED.fullmatch, USED)):
        pins[found[1]].add(f"{found[2]} {found[3]}")
    assert {action: len(pin) for action, pin in pins.items()} == dict.fromkeys(pins, 1)


def test_a_workflow_may_only_read() -> None:
    """A job that needs more says so itself."""
    assert WORKFLOWS
    rights = {name: workflow["permissions"] for name, workflow in WORKFLOWS.items()}
    assert all(right == {"contents": "read"} for right in rights.values()), rights


def test_few_jobs_may_do_more() -> None:
    """They sign, upload or deploy."""
    assert {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job} == {
        "release.yml/attest": {"contents": "read", "id-token": "write", "attestations": "write"},
        "release.yml/publish": {"id-token": "write"},
        "release.yml/release": {"contents": "write"},
        "release.yml/page": {"pages": "write", "id-token": "write"},
    }


def test_the_attestation_runs_no_code_but_that_of_github() -> None:
    """No command, no checkout and no package of others has access to the key that signs."""
    steps = JOBS["release.yml/attest"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps] == [
        "actions/download-artifact",
        "actions/attest-build-provenance",
    ]


def test_a_release_needs_a_signed_tag() -> None:
    """Each job waits for the one before: signed, built, attested, published."""
    needs = {name: job.get("needs") for name, job in WORKFLOWS["release.yml"]["jobs"].items()}
    assert needs == {
        "test": None, "signed": None, "build": ["test", "signed"], "attest": "build",
        "publish": "attest", "release": "publish", "page": "publish",
    }  # fmt: skip
    (step,) = JOBS["release.yml/signed"]["steps"]
    assert ".verification.verified" in step["run"]
    assert step["run"].splitlines()[-1] == 'test "$verified" = true'


def test_the_wheel_is_used_on_windows_and_macos() -> None:
    """It is used there without the checkout."""
    job = JOBS["test.yml/elsewhere"]
    assert job["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_newer_versions_are_proposed() -> None:
    """Dependabot proposes those of the actions and of the Python packages."""
    dependabot = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {update["package-ecosystem"] for update in dependabot["updates"]} == {
        "github-actions",
        "pip",
    }
