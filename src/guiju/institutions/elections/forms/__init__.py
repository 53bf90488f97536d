"""The forms of elections: setting up, people, the meeting, sheets, settlements, rounds."""

from .acting import ProposeForm, RefuseForm
from .following import AgainForm, FormalForm, RepeatForm, RunoffForm
from .meeting import BatchForm, MeetingForm, RecountForm, WithdrawForm
from .people import MethodForm, OfficersForm, ReplaceForm
from .setup import FileForm, NumbersForm, PeopleForm, WhatForm
from .sheets import SettleForm, SheetForm

__all__ = [
    "AgainForm",
    "BatchForm",
    "FileForm",
    "FormalForm",
    "MeetingForm",
    "MethodForm",
    "NumbersForm",
    "OfficersForm",
    "PeopleForm",
    "ProposeForm",
    "RecountForm",
    "RefuseForm",
    "RepeatForm",
    "ReplaceForm",
    "RunoffForm",
    "SettleForm",
    "SheetForm",
    "WhatForm",
    "WithdrawForm",
]
