"""Official texts: addresses of provisions, restored wording and its hash."""

from .addresses import Address, AddressError
from .articles import Wording, read_articles
from .wording import restored, wording_hash

__all__ = ["Address", "AddressError", "Wording", "read_articles", "restored", "wording_hash"]
