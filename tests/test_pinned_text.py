"""Are the texts of others that lie in the repository those that were pinned?

Every offset in the package counts characters of one file. If that file changed, all of them would
be wrong at once; so its size and hash stand here a second time, typed by hand.
"""

import hashlib
import tomllib

from conftest import ARTICLE, ROOT

PROFILE = "a9ef0fc168b3402ae7aa7d22bbcb798e0db6b639e7ee15ff4aa177463cea7112"
"""dplib/profiles/2.0/datapackage.json of dplib-py 1.1.0: the official JSON Schema, self-contained."""
SHA256 = "6556dced3c218f0ec542aa0b8ff5d16449920f61400037b3ee1e07b07b970c68"


def test_the_bytes_are_those_that_were_pinned() -> None:
    """The article has the hash and the size that it had when it was transcribed."""
    content = (ROOT / "resources" / "article.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == SHA256
    assert (len(content), len(ARTICLE), content.count(b"\n")) == (8986, 8953, 80)


def test_the_build_pins_the_same_hash() -> None:
    """The pin of the build is this one, and not one that moved along with a changed article."""
    package = tomllib.loads((ROOT / "scripts/article/package.toml").read_text(encoding="utf-8"))
    assert package["source"]["sha256"] == SHA256


def test_line_ends_are_line_feeds() -> None:
    """Git is told to keep line feeds, for a carriage return would move every offset."""
    assert "\r" not in ARTICLE
    assert "eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_the_profile_of_data_package_is_the_official_one() -> None:
    """Byte for byte, and it refers to no other file, so that nothing is fetched to use it."""
    content = (ROOT / "scripts/publication/profiles/datapackage-2.0.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == PROFILE
    assert b'"$ref"' not in content
