"""The package 证明包 that proves a result, and the program that recounts it from that alone."""

from .errors import PackageError
from .package import Adjudication, Package, read_package, summary, write_package
from .seal import seal, unseal

__all__ = [
    "Adjudication",
    "Package",
    "PackageError",
    "read_package",
    "seal",
    "summary",
    "unseal",
    "write_package",
]
