"""What is wrong with an election or a ballot file: where, what stood there, what is accepted."""


class ElectionError(ValueError):
    """Input that cannot be counted; nothing was counted."""

    def __init__(self, where: str, value: object, expected: str) -> None:
        self.where, self.value, self.expected = where, str(value), expected
        super().__init__(f"{where}：{value}；应为{expected}")
