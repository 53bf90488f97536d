"""The seal 密封 of a package: two scrutineers set half a passphrase each, and open it together.

AES-256-GCM under a key made by scrypt, both of the library `cryptography`; nothing of our own but
the joining of the halves. Without both halves nobody reads a ballot, the administrator neither.
"""

from __future__ import annotations

import json
import os
import unicodedata
from typing import Any

from .errors import PackageError

MAGIC = b"guiju-sealed-package-1\n"
SHORTEST_HALF = 8
"""Characters of half a passphrase; ours, no article."""
_COST = {"n": 1 << 16, "r": 8, "p": 1}
_KEY, _SALT, _NONCE, _HEAD = 32, 16, 12, 1 << 10


def seal(package: bytes, halves: tuple[str, str]) -> bytes:
    """The sealed package; each time other bytes, since salt and nonce are drawn anew.

    Raises:
        PackageError: a half that is too short, or two that are alike.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    _hold_to_halves(halves)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    told = {"kdf": "scrypt", **_COST, "salt": salt.hex(), "nonce": nonce.hex()}
    head = MAGIC + json.dumps(told, sort_keys=True).encode("ascii") + b"\n"
    return head + AESGCM(_key(halves, salt)).encrypt(nonce, package, head)


def unseal(sealed: bytes, halves: tuple[str, str]) -> bytes:
    """The package as it was sealed; the two halves may be given in either order.

    Raises:
        PackageError: no sealed package, another passphrase, or a byte was changed.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    head, salt, nonce = _head(sealed)
    try:
        return AESGCM(_key(halves, salt)).decrypt(nonce, sealed[len(head) :], head)
    except InvalidTag:
        told = "两名监票人各自的口令，文件未被改动"
        raise PackageError("密封的证明包", "打不开", told) from None


def _hold_to_halves(halves: tuple[str, str]) -> None:
    for place, half in enumerate(halves, start=1):
        if len(_normal(half)) < SHORTEST_HALF:
            raise PackageError(f"第{place}半口令", "太短", f"至少 {SHORTEST_HALF} 个字符")
    if _normal(halves[0]) == _normal(halves[1]):
        raise PackageError("口令", "两半相同", "两名监票人各设一半，互不相同")


def _head(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    """Everything before the ciphertext, its salt and its nonce; no cost but ours is accepted."""
    end = sealed.find(b"\n", len(MAGIC), _HEAD)
    try:
        if not sealed.startswith(MAGIC) or end < 0:
            raise ValueError("不是密封的证明包")
        told: dict[str, Any] = json.loads(sealed[len(MAGIC) : end])
        if {key: told[key] for key in _COST} != _COST or told["kdf"] != "scrypt":
            raise ValueError("另一种密封")
        salt, nonce = bytes.fromhex(told["salt"]), bytes.fromhex(told["nonce"])
        if (len(salt), len(nonce)) != (_SALT, _NONCE):
            raise ValueError("另一种密封")
    except (ValueError, KeyError, TypeError) as error:
        raise PackageError("密封的证明包", str(error), MAGIC.decode().strip()) from None
    return sealed[: end + 1], salt, nonce


def _key(halves: tuple[str, str], salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    told = [_normal(half).encode("utf-8") for half in halves]
    joined = b"".join(len(half).to_bytes(4, "big") + half for half in sorted(told))
    return Scrypt(salt=salt, length=_KEY, **_COST).derive(joined)


def _normal(half: str) -> str:
    """A half as typed on any keyboard: full width and half width are the same."""
    return unicodedata.normalize("NFKC", half.strip())
