"""Are the sentences that are named, and no others, confirmed as read by ``make confirm``?"""

from __future__ import annotations

import re
import subprocess

import pytest
from conftest import GIT, Checkout

import confirm as confirmation
from transcription.article import Article
from transcription.knowledge import read_lock
from transcription.lock import check_read
from transcription.refusal import Refusal

LOCK = "scripts/article/sentences.lock"
GONE = "The POWs were employed as forced labor in the Soviet wartime economy and post-war reconstruction. "


def confirm(checkout: Checkout, *digests: str) -> list[str]:
    """Confirm sentences of a copy, in this process."""
    with checkout.entered():
        return confirmation.confirm(digests)


def named_by(line: str) -> list[str]:
    """Return the sentences that a refusal asks an editor to read."""
    found = re.search("READ='([0-9a-f ]+)'", line)
    assert found, line
    return found[1].split()


def test_a_sentence_is_confirmed_by_its_digest(checkout: Checkout) -> None:
    """The lock differs in that one line: what is not named is not confirmed.

    A sentence that is gone, and that no entry quotes any more, is confirmed by its old digest.
    Once all are confirmed, none is left to be read.
    """
    lock = checkout.root / LOCK
    before = lock.read_text(encoding="utf-8").splitlines()
    checkout.edit_article("Niall Ferguson maintains", "Niall Ferguson believes")
    checkout.edit_article("Heinz Nawratil maintains", "Heinz Nawratil believes")
    checkout.edit_article(GONE, "")
    gone, one, two = named_by(checkout.refusal())
    (line,) = confirm(checkout, one)
    assert line.startswith(f"{one}  article.txt line 17")
    after = lock.read_text(encoding="utf-8").splitlines()
    assert set(after) - set(before) == {f'{one} = ["sources/ferguson"]'}
    assert len(set(before) - set(after)) == 1
    refused = checkout.refusal()
    assert "sources/nawratil rest on it" in refused
    assert set(named_by(refused)) == {gone, two}
    confirm(checkout, gone, two)
    text = checkout.article.read_text(encoding="utf-8")
    check_read(Article("article.txt", text), read_lock(lock, required=True), lambda: None)
    lock.unlink()
    assert "sentences.lock is missing" in checkout.refusal()


def test_an_unknown_sentence_is_refused(checkout: Checkout) -> None:
    """The lock stays as it was."""
    before = (checkout.root / LOCK).read_bytes()
    with pytest.raises(Refusal, match="'0123456789ab' is no sentence of the article"):
        confirm(checkout, "0123456789ab")
    with pytest.raises(Refusal, match="name the sentences that you have read"):
        confirm(checkout)
    assert (checkout.root / LOCK).read_bytes() == before


@pytest.mark.slow
def test_a_lock_that_is_missing_is_made_anew_by_confirming_all(checkout: Checkout) -> None:
    """As for an article that nobody has read yet; the bytes are the committed ones."""
    lock = checkout.root / LOCK
    before = lock.read_bytes()
    lock.unlink()
    confirm(checkout, "all")
    assert lock.read_bytes() == before


def test_in_a_repository_old_and_new_words_stand_side_by_side(checkout: Checkout) -> None:
    """The old ones are those of the article as it was last committed."""
    for command in (["init", "-q"], ["add", "resources/article.txt"], ["commit", "-qm", "x"]):
        subprocess.run([*GIT, "-c", "core.autocrlf=false", *command], cwd=checkout.root, check=True)
    checkout.edit_article("Niall Ferguson maintains that", "Niall Ferguson doubts that")
    assert (
        "'Niall Ferguson maintains that \"it …' has become 'Niall Ferguson doubts that \"it …'"
        in checkout.refusal()
    )
