"""Registered actions: each code with a sentence for people; others are refused."""

from django.utils.functional import Promise

_SENTENCES: dict[str, str | Promise] = {}


def register(code: str, sentence: str | Promise) -> str:
    """Make an action known; the same code twice with another sentence is refused."""
    if code in _SENTENCES and str(_SENTENCES[code]) != str(sentence):
        raise ValueError(f"{code}: registered twice")
    _SENTENCES[code] = sentence
    return code


def sentence(code: str) -> str:
    """What an action says to people; the code itself for one no longer offered."""
    return str(_SENTENCES.get(code, code))


def known(code: str) -> bool:
    """Whether an action is registered."""
    return code in _SENTENCES


def choices() -> list[tuple[str, str]]:
    """Every action with its sentence, for a filter."""
    return sorted((code, str(told)) for code, told in _SENTENCES.items())
