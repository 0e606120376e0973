"""Are the sentences that are named, and no others, confirmed as read by ``make confirm``?"""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import Checkout
from forked import forked


def confirm(checkout: Checkout, *named: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a copy."""
    return forked("confirm", checkout.root, named=list(named))


def named_by(stderr: str) -> list[str]:
    """The sentences that a refusal asks an editor to read."""
    found = re.search("READ='([0-9a-f ]+)'", stderr)
    assert found, stderr
    return found[1].split()


def test_a_changed_sentence_is_confirmed_by_its_digest(checkout: Checkout) -> None:
    """Then the build passes; the lock differs in that one line."""
    lock = checkout.root / "scripts/article/sentences.lock"
    before = lock.read_text(encoding="utf-8").splitlines()
    checkout.edit_article("Niall Ferguson maintains", "Niall Ferguson believes")
    refused = checkout.build()
    assert "sources/ferguson rest on it" in refused.stderr
    (sentence,) = named_by(refused.stderr)
    done = confirm(checkout, sentence)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{sentence}  article.txt line 17")
    after = lock.read_text(encoding="utf-8").splitlines()
    assert len(after) == len(before)
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        f'{sentence} = ["sources/ferguson"]'
    ]
    assert checkout.build().returncode == 0


def test_only_what_is_named_is_confirmed(checkout: Checkout) -> None:
    """The other sentence still stops the build, with its rows."""
    checkout.edit_article("Niall Ferguson maintains", "Niall Ferguson believes")
    checkout.edit_article("Heinz Nawratil maintains", "Heinz Nawratil believes")
    one, two = named_by(checkout.build().stderr)
    assert confirm(checkout, one).returncode == 0
    refused = checkout.build()
    assert "sources/nawratil rest on it" in refused.stderr
    assert named_by(refused.stderr) == [two]
    assert confirm(checkout, two).returncode == 0
    assert checkout.build().returncode == 0


def test_a_sentence_that_is_gone_is_confirmed_by_its_old_digest(checkout: Checkout) -> None:
    """Once no entry quotes it any more."""
    checkout.edit_article(
        "The POWs were employed as forced labor in the Soviet wartime economy and post-war reconstruction. ",
        "",
    )
    (sentence,) = named_by(checkout.build().stderr)
    assert confirm(checkout, sentence).returncode == 0
    assert checkout.build().returncode == 0


@pytest.mark.parametrize(
    ("named", "said"),
    [
        (["0123456789ab"], "'0123456789ab' is no sentence of the article"),
        ([], "name the sentences that you have read"),
    ],
)
def test_a_sentence_that_there_is_not_is_refused(
    checkout: Checkout, named: list[str], said: str
) -> None:
    """In one line, and the lock stays as it was."""
    before = (checkout.root / "scripts/article/sentences.lock").read_bytes()
    done = confirm(checkout, *named)
    (line,) = done.stderr.splitlines()
    assert (done.returncode, said in line) == (1, True)
    assert (checkout.root / "scripts/article/sentences.lock").read_bytes() == before


def test_a_lock_that_is_missing_is_made_anew_by_confirming_all(checkout: Checkout) -> None:
    """As for an article that nobody has read yet; the bytes are the committed ones."""
    lock = checkout.root / "scripts/article/sentences.lock"
    before = lock.read_bytes()
    lock.unlink()
    assert "sentences.lock is missing" in checkout.build().stderr
    assert confirm(checkout, "all").returncode == 0
    assert lock.read_bytes() == before


def test_in_a_repository_old_and_new_words_stand_side_by_side(checkout: Checkout) -> None:
    """The old ones are those of the article as it was last committed."""
    git = ["git", "-c", "user.name=x", "-c", "user.email=x", "-c", "core.autocrlf=false"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "x"]):
        subprocess.run([*git, *command], cwd=checkout.root, check=True, capture_output=True)
    checkout.edit_article("Niall Ferguson maintains that", "Niall Ferguson doubts that")
    assert (
        "'Niall Ferguson maintains that \"it …' has become 'Niall Ferguson doubts that \"it …'"
        in checkout.build().stderr
    )
