"""What an archive or a database cannot be used for: where, what stands there, what would do."""


class SafekeepingError(Exception):
    """Refused, with nothing written."""

    def __init__(self, where: str, value: str, expected: str) -> None:
        super().__init__(f"{where}：应为{expected}" + (f"（现为：{value}）" if value else ""))
        self.where, self.value, self.expected = where, value, expected
