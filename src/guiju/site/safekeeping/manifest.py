"""What an archive says of itself: format, versions, every member with its size and hash."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from .errors import SafekeepingError

FORMAT = 1
MANIFEST, MANIFEST_HASH = "manifest.json", "manifest.sha256"
KEY = "secret-key"
UPLOADS = "uploads/"


@dataclass(frozen=True)
class Member:
    """A file of the archive."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class TableMember(Member):
    """The rows of a table: its label, its columns, how many rows."""

    label: str
    fields: list[str]
    rows: int


@dataclass
class Manifest:
    """The whole of it."""

    made: str
    versions: dict[str, str]
    database: str
    migrations: list[tuple[str, str]]
    tables: list[TableMember] = field(default_factory=list)
    files: list[Member] = field(default_factory=list)
    heads: dict[str, tuple[int, str]] = field(default_factory=dict)
    product: str = "guiju"
    format: int = FORMAT

    @property
    def members(self) -> list[Member]:
        """Every member but those of the manifest itself."""
        return [*self.tables, *self.files]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(table.rows for table in self.tables)

    @property
    def has_key(self) -> bool:
        """Whether the secret key is in it."""
        return any(member.name == KEY for member in self.files)

    def as_bytes(self) -> bytes:
        """The manifest as it is stored."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, indent=1)
        return text.encode("utf-8")


def read_manifest(content: bytes) -> Manifest:
    """Read a manifest.

    Raises:
        SafekeepingError: it is none of ours, or of another format, which is named.
    """
    try:
        told: dict[str, Any] = json.loads(content)
        product, number = told["product"], told["format"]
    except (KeyError, TypeError, ValueError):
        raise SafekeepingError(MANIFEST, "", "规矩备份的清单") from None
    if product != "guiju" or number != FORMAT:
        raise SafekeepingError(MANIFEST, f"{product} 格式 {number}", f"guiju 格式 {FORMAT}")
    try:
        return Manifest(
            made=told["made"],
            versions=dict(told["versions"]),
            database=told["database"],
            migrations=[(app, name) for app, name in told["migrations"]],
            tables=[TableMember(**table) for table in told["tables"]],
            files=[Member(**member) for member in told["files"]],
            heads={chain: (number, value) for chain, (number, value) in told["heads"].items()},
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SafekeepingError(MANIFEST, str(error)[:80], "完整的清单") from None
