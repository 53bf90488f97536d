"""The restored wording of a provision and its hash."""

import hashlib
import re

_LABEL = re.compile(
    r"\s*(?:[-•·]\s*)?(?:第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?\s"
    r"|[（(][〇零一二三四五六七八九十百]+[）)])\s*"
)


def restored(text: str) -> str:
    """One line: broken lines joined, white space between characters out."""
    return re.sub(r"\s+", "", text)


def wording_hash(text: str) -> str:
    """SHA-256, in hex, of the restored wording without its label and without any white space.

    A paragraph is hashed without its items (DESIGN §3); the caller passes it so.
    """
    label = _LABEL.match(text)
    bare = text[label.end() :] if label else text
    return hashlib.sha256(restored(bare).encode("utf-8")).hexdigest()
