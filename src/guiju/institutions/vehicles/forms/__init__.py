"""The forms of checks, of numbers that the region approved, and of changes by hand."""

from .changes import CorrectForm, FreezeForm, MergeForm, MoveForm, TransferForm
from .checks import CellForm, UploadForm
from .numbers import AdoptForm, NumberForm

__all__ = [
    "AdoptForm",
    "CellForm",
    "CorrectForm",
    "FreezeForm",
    "MergeForm",
    "MoveForm",
    "NumberForm",
    "TransferForm",
    "UploadForm",
]
