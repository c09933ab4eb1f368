"""Printing for a page: a process of its own that gets what is to be printed on standard input and gives back a PDF.

A kernel that set sixty pages itself would not hear a key pressed meanwhile, and would keep the memory that it took. The
process is started by the member's own kernel, gets no more than is to stand on the paper, and writes no file: private
text passes through pipes alone. What goes wrong inside is told as a word, never as a traceback, which might quote it.

To the process: a line of JSON, then (to read a form) the bytes. From it: lines of JSON, ``{"page": 12}`` while it
works, and last ``{"file": name, "size": n}`` with so many bytes, ``{"form": …}``, or ``{"fault": reason, "said": …}``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import IO, Any, Final

from samling_exercises import load_programme
from samling_exercises.answers.values import Kept

PATIENCE: Final = {"print": 600.0, "read": 60.0}
"""Seconds after which a process is ended: much longer than the largest booklet, or the largest form, takes."""


class NotMade(Exception):
    """``reason``: ``unavailable`` (no Pango), ``not-there`` (``said`` tells why), ``stopped``, ``failed``, or why a
    file is no form, see ``filled_form``.
    """

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(said or reason)
        self.reason = reason
        self.said = said


class Press:
    """One piece of work at a time. ``stop`` may be called from another thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def print(self, job: Mapping[str, Any], tell: Callable[[int], None]) -> tuple[str, bytes]:
        """The file name and bytes of what ``job`` asks for, see ``order_of``; ``tell`` hears of each page.

        Raises NotMade.
        """
        answer, content = self._work({"work": "print", **job}, b"", tell)
        return str(answer["file"]), content

    def read(self, content: bytes) -> dict[str, Any]:
        """What stands in a filled form: ``{programme, language, values}``. Raises NotMade."""
        answer, _ = self._work({"work": "read"}, content, lambda _page: None)
        form: dict[str, Any] = answer["form"]
        return form

    def stop(self) -> None:
        """End what is under way; whoever waits for it gets ``stopped``."""
        if self._process is not None:
            self._process.kill()

    def _work(
        self, job: Mapping[str, Any], content: bytes, tell: Callable[[int], None]
    ) -> tuple[dict[str, Any], bytes]:
        import threading

        command = [sys.executable, "-m", __name__]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        ) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            self._process = process
            end = threading.Timer(PATIENCE[job["work"]], process.kill)
            end.start()
            try:
                process.stdin.write(json.dumps(job).encode() + b"\n" + content)
                process.stdin.close()
                answer, made = _heard(process.stdout, tell)
            except (OSError, ValueError):
                raise NotMade("stopped" if process.wait() < 0 else "failed") from None
            finally:
                end.cancel()
                process.kill()
                self._process = None
        if "fault" in answer:
            raise NotMade(str(answer["fault"]), str(answer.get("said", "")))
        return answer, made


def order_of(job: Mapping[str, Any]) -> tuple[str, Any]:
    """The product's name and the order that a job asks for.

    ``{programme, gathering, exercise, product, language, size, fillable, written, things, names, begins, first,
    place}``: ``written`` texts by exercise and field, ``things`` the group's by topic and name as ``{value, at}``,
    ``names`` what those with a seat are called. Raises LookupError with what to do.
    """
    from dataclasses import replace

    from .catalogue import Known, Order
    from .filling import Filling
    from .settled import certified, held, made, planned

    programme = load_programme(job["programme"])
    gathering = programme.gathering(job["gathering"]) if job.get("gathering") else None
    exercise = gathering.exercise(job["exercise"]) if gathering and job.get("exercise") else None
    things = {topic: _kept(found) for topic, found in job.get("things", {}).items()}
    known = Known(
        first=date.fromisoformat(job["first"]) if job.get("first") else None,
        begins=time.fromisoformat(job["begins"]) if job.get("begins") else None,
        place=job.get("place", ""),
    )
    if things:
        agendas, begins = planned(gathering, things) if gathering else ((), None)
        to = certified(programme, things, job.get("names", {}))
        known = replace(
            known, held=held(programme, things), certified=to, agendas=agendas, begins=known.begins or begins
        )
    filling = Filling(job.get("written", {}), made(programme, things), job.get("fillable", False))
    return job["product"], Order(programme, job["language"], gathering, exercise, job.get("size"), filling, known)


def work(job: Mapping[str, Any], content: bytes, out: IO[bytes]) -> None:
    """Do one piece of work, and tell ``out``."""
    from .filled_form import NotAForm, read_form
    from .pdf import PrintingUnavailable

    def say(line: Mapping[str, Any]) -> None:
        out.write(json.dumps(line).encode() + b"\n")
        out.flush()

    try:
        if job["work"] == "read":
            form = read_form(content)
            say({"form": {"programme": form.programme, "language": form.language, "values": form.values}})
            return
        from .catalogue import printed
        from .everything import EVERYTHING, zipped

        def tell(page: int) -> None:
            say({"page": page})

        product, order = order_of(job)
        name, made = zipped(order, tell) if product == EVERYTHING else printed(product, order, tell)
        say({"file": name, "size": len(made)})
        out.write(made)
        out.flush()
    except PrintingUnavailable:
        say({"fault": "unavailable"})
    except NotAForm as error:
        say({"fault": error.reason})
    except Exception as error:  # noqa: BLE001 - what it says may quote private text
        # Our own sentences are LookupErrors; a KeyError is one too, and says what it did not find.
        ours = type(error) is LookupError
        say({"fault": "not-there", "said": str(error.args[0])} if ours else {"fault": "failed"})


def _heard(out: IO[bytes], tell: Callable[[int], None]) -> tuple[dict[str, Any], bytes]:
    """The last line, and the bytes after it. Raises ValueError when the process ended before."""
    while line := out.readline():
        answer: dict[str, Any] = json.loads(line)
        if "page" not in answer:
            made = out.read(answer.get("size", 0))
            if len(made) != answer.get("size", 0):
                break
            return answer, made
        tell(int(answer["page"]))
    raise ValueError("the process ended before it was done")


def _kept(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Kept]:
    return {
        name: Kept(name, one["value"], 1, datetime.fromisoformat(one["at"]), datetime.fromisoformat(one["at"]))
        for name, one in found.items()
    }


if __name__ == "__main__":
    asked = json.loads(sys.stdin.buffer.readline())
    work(asked, sys.stdin.buffer.read(), sys.stdout.buffer)
