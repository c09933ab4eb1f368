"""The log says what happened and where, and never what somebody wrote.

An exception's message, a cell's source and a request's arguments can hold a person's words. So of an exception only its
type and the places it passed are logged, and of a message logged with one, only its fixed part.
"""

from __future__ import annotations

import logging
import re
import secrets
import traceback
from functools import cached_property
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Any

from tornado import web

PLACE = re.compile(r"%[^a-z%]*[a-z]")
"""Where a message had an argument."""
HARMLESS = ("Got events for closed stream", "No session ID specified")
"""Beginnings of what libraries say when nothing is wrong: a socket was closed between two turns of the loop, or a
visitor left something out."""
PLACES = 6
"""How many places of a traceback are logged, the innermost."""
LOGGERS = (
    "",
    "tornado",
    "tornado.access",
    "tornado.application",
    "tornado.general",
    "asyncio",
    "traitlets",
    "SamlingApp",
)


class Discreet(logging.Filter):
    """Takes the words out of a record that has an exception with it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is logged at all; trimmed where needed."""
        if isinstance(record.msg, str) and record.msg.startswith(HARMLESS):
            return False
        errors = [argument for argument in _arguments(record) if isinstance(argument, BaseException)]
        if isinstance(record.msg, BaseException):
            errors.append(record.msg)
        if record.exc_info and record.exc_info[1] is not None:
            errors.append(record.exc_info[1])
        if errors:
            fixed = record.msg if isinstance(record.msg, str) else "An error"
            trimmed = PLACE.sub("…", fixed.splitlines()[0])
            record.msg = f"{trimmed} – {'; '.join(where(error) for error in errors)}"
            record.args = ()
            record.exc_info = None
            record.exc_text = None
        return True


def where(error: BaseException) -> str:
    """The type of an exception and the places it passed, without its message: ``KeyError (app.py:12 < run.py:80)``."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in _frames(error.__traceback__)]
    return f"{type(error).__name__} ({' < '.join(reversed(places[-PLACES:]))})"


def be_discreet(log: logging.Logger) -> None:
    """Trim all that is logged through a logger, and through those of the libraries below it."""
    discreet = Discreet()
    for logger in (log, *(logging.getLogger(name) for name in LOGGERS)):
        logger.addFilter(discreet)
        for handler in logger.handlers:
            handler.addFilter(discreet)


class NumberedFaults(web.RequestHandler):
    """A handler that logs a fault of ours under a number, and nothing of what a visitor asked for in vain."""

    @cached_property
    def number(self) -> str:
        """The number by which the reader's page and the log name the same fault."""
        return secrets.token_hex(3)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Log what is our fault: its type and place."""
        if getattr(value, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR) >= HTTPStatus.INTERNAL_SERVER_ERROR:
            logging.getLogger("tornado.application").error("Fault %s: %s", self.number, where(value))


def _frames(trace: TracebackType | None) -> traceback.StackSummary:
    return traceback.extract_tb(trace)


def _arguments(record: logging.LogRecord) -> tuple[object, ...]:
    return tuple(record.args.values()) if isinstance(record.args, dict) else tuple(record.args or ())


def log_answer(handler: Any) -> None:
    """Log an answer that shows a fault of ours; with its path, without the arguments."""
    if handler.get_status() >= HTTPStatus.INTERNAL_SERVER_ERROR:
        logging.getLogger("tornado.access").error(
            "%s %s %s", handler.get_status(), handler.request.method, handler.request.path
        )
