"""Log lines as JSON: when, how grave, which part, what; never what people typed."""

from __future__ import annotations

import datetime as dt
import json
import logging
import traceback
from urllib.parse import urlsplit

_KEPT = ("job", "status_code", "rows", "seconds")


class JsonFormatter(logging.Formatter):
    """One JSON object a line.

    Messages with arguments keep only the template: arguments may hold names. What Django says
    of a suspicious request quotes it, so only its kind is kept. Of a traceback the places are
    kept, the values are not. Of an address the path is kept, the query is not.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line: dict[str, object] = {
            "at": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(),
            "level": record.levelname,
            "part": record.name,
            "message": _message(record),
        }
        line.update({key: vars(record)[key] for key in _KEPT if key in vars(record)})
        request = vars(record).get("request")
        if request is not None and hasattr(request, "path"):
            line["path"] = urlsplit(request.path).path
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False, default=str)


def _message(record: logging.LogRecord) -> str:
    if record.name.startswith("django.security"):
        return record.name
    return str(record.msg).split("\n")[0]
