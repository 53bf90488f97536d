"""What is wrong with a rule, a standard, an outline or a fact, and what would be accepted."""


class RuleError(ValueError):
    """A rulebook or a fact that is refused: where, what stood there, what would be accepted."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        super().__init__(f"{where}: {value!s} — {expected}")
        self.where, self.value, self.expected = where, str(value), expected
