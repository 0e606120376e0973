"""Do the workflows run what was reviewed, with no more rights than each job needs?"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

import pytest
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
    """With the tag in a comment; our own workflow by its path."""
    actions = [used for used in USED if not used.startswith("./.github/workflows/")]
    assert len(actions) > 10
    assert [used for used in actions if not PINNED.fullmatch(used)] == []


def test_an_action_has_one_pin() -> None:
    """Wherever it is used."""
    pins: dict[str, set[str]] = defaultdict(set)
    for found in filter(None, map(PINNED.fullmatch, USED)):
        pins[found[1]].add(f"{found[2]} {found[3]}")
    assert {action: len(pin) for action, pin in pins.items()} == dict.fromkeys(pins, 1)


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_a_workflow_may_only_read(workflow: str) -> None:
    """Whatever a job may do beyond, it says itself."""
    assert WORKFLOWS[workflow]["permissions"] == {"contents": "read"}


def test_what_each_job_may_do_beyond() -> None:
    """Who signs, who uploads, who deploys, and nobody else."""
    assert {name: job["permissions"] for name, job in JOBS.items() if "permissions" in job} == {
        "release.yml/attest": {"contents": "read", "id-token": "write", "attestations": "write"},
        "release.yml/publish": {"id-token": "write"},
        "release.yml/release": {"contents": "write"},
        "release.yml/page": {"pages": "write", "id-token": "write"},
    }


def test_the_attestation_runs_no_code_but_that_of_github() -> None:
    """No command, no checkout, no package of others beside the key that signs."""
    steps = JOBS["release.yml/attest"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps] == [
        "actions/download-artifact",
        "actions/attest-build-provenance",
    ]


def test_a_release_needs_a_signed_tag() -> None:
    """Nothing is built before it is known to be signed, attested before it is built, published before."""
    needs = {name: job.get("needs") for name, job in WORKFLOWS["release.yml"]["jobs"].items()}
    assert needs == {
        "test": None, "signed": None, "build": ["test", "signed"], "attest": "build",
        "publish": "attest", "release": "publish", "page": "publish",
    }  # fmt: skip
    (step,) = JOBS["release.yml/signed"]["steps"]
    assert ".verification.verified" in step["run"]
    assert step["run"].splitlines()[-1] == 'test "$verified" = true'


def test_the_wheel_is_used_on_windows_and_macos() -> None:
    """Without the checkout."""
    job = JOBS["test.yml/elsewhere"]
    assert job["strategy"]["matrix"]["system"] == ["windows-latest", "macos-latest"]
    assert not [step for step in job["steps"] if "checkout" in step.get("uses", "")]


def test_newer_versions_are_proposed() -> None:
    """Of the actions and of the Python packages."""
    dependabot = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    assert {update["package-ecosystem"] for update in dependabot["updates"]} == {
        "github-actions",
        "pip",
    }
