"""Copies of a whole database: made while others write, and put back, each looked through before it counts."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, Final

from samling_exercises.answers.copies import keep_copy
from samling_exercises.answers.engine import PATIENCE_SECONDS
from samling_exercises.answers.errors import NotOpened, StorageError
from samling_exercises.answers.place import Place
from samling_exercises.answers.schema import CURRENT
from samling_exercises.answers.serving import nobody_serving

Progress = Callable[[int, int], None]
"""Called with how many pages are done, and of how many."""

_PAGES_AT_ONCE: Final = 256
_DAMAGED: Final = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)
_TROUBLE: Final = {sqlite3.SQLITE_FULL: "full", sqlite3.SQLITE_BUSY: "busy", sqlite3.SQLITE_LOCKED: "busy"}
