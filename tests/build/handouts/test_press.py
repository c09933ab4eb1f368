"""The press: a process of its own, which keeps nothing, says nothing of what it prints, and can be ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.build.handouts.papers import text_of

from samling_build.handouts.press import NotMade, Press, work

SECRET = "Hunsatteksaktslikogsapaameg"
JOB: dict[str, Any] = {
    "programme": "mestring",
    "gathering": "2",
    "exercise": "summing-up",
    "product": "worksheet",
    "language": "nb",
    "size": None,
    "fillable": False,
    "written": {"mestring/2/summing-up": {"met": SECRET}},
}
WATCHED = """
import json, os, sys
opened = []
def watch(event, arguments):
    if event == "open" and arguments[0] is not None:
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (flags or 0) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            opened.append(str(arguments[0]))
    if event in ("socket.connect", "subprocess.Popen", "os.system"):
        opened.append(event)
import weasyprint  # which looks for its libraries with the help of other programs, before it knows any text
from samling_build.handouts import press
sys.addaudithook(watch)
job = json.loads(sys.stdin.buffer.readline())
press.work(job, b"", sys.stdout.buffer)
print(json.dumps(opened), file=sys.stderr)
"""


def test_a_sheet_is_printed_and_its_pages_are_told() -> None:
    pages: list[int] = []
    name, content = Press().print(JOB, pages.append)
    assert name == "mestring-2-summing-up-med-svar.pdf"
    assert SECRET in text_of(content)
    assert pages[0] == 1


def test_no_private_text_is_written_to_a_file_and_no_other_program_gets_it(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", WATCHED]
    told = json.dumps({"work": "print", **JOB}).encode() + b"\n"
    ran = subprocess.run(command, input=told, env=environment, capture_output=True, check=True)
    assert b"%PDF-" in ran.stdout, ran.stdout[:200]
    assert SECRET in text_of(ran.stdout[ran.stdout.index(b"%PDF-") :])
    opened = json.loads(ran.stderr.splitlines()[-1])
    # WeasyPrint hands Pango the faces of our own font, which is no secret, as files; nothing else is written.
    assert all(Path(path).is_relative_to(tmp_path) for path in opened)
    assert all("weasyprint" in path for path in opened)
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_what_is_printed_stands_in_the_process_s_own_address() -> None:
    seen: list[str] = []

    def look(_page: int) -> None:
        assert press._process is not None
        place = Path(f"/proc/{press._process.pid}")
        seen.append((place / "cmdline").read_text() + (place / "environ").read_text())

    press = Press()
    press.print(JOB, look)
    assert seen
    assert SECRET not in "".join(seen)


def test_what_goes_wrong_is_a_word_and_never_what_was_written(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NotMade) as failed:
        Press().print({**JOB, "begins": SECRET}, lambda _: None)
    assert failed.value.reason == "failed"
    assert SECRET not in str(failed.value)
    told = capfd.readouterr()
    assert SECRET not in told.out + told.err


def test_what_there_is_not_is_said_with_what_there_is() -> None:
    with pytest.raises(NotMade, match="There is no 'poem' of mestring/2/summing-up"):
        Press().print({**JOB, "product": "poem"}, lambda _: None)


def test_a_booklet_under_way_is_ended() -> None:
    press = Press()
    whole = {**JOB, "gathering": None, "exercise": None, "product": "booklet"}
    with pytest.raises(NotMade) as ended:
        press.print(whole, lambda _page: threading.Thread(target=press.stop).start())
    assert ended.value.reason == "stopped"


def test_the_group_s_things_travel_with_their_days() -> None:
    present = {"lead-present-1": {"value": {"state": "here"}, "at": "2027-02-10T12:00:00+00:00"}}
    job = {
        **JOB,
        "gathering": None,
        "exercise": None,
        "product": "certificate",
        "things": {"mestring/1/gathering": present},
        "names": {"1": "Kari"},
    }
    _, content = Press().print(job, lambda _: None)
    text = text_of(content)
    assert "10.februar2027" in text
    assert "Kari" not in text


def test_a_form_is_read_in_a_process_too() -> None:
    _, blank = Press().print({**JOB, "written": {}, "fillable": True}, lambda _: None)
    assert Press().read(blank) == {"programme": "mestring", "language": "nb", "values": {}}
    with pytest.raises(NotMade) as refused:
        Press().read(b"Dette er ikke en PDF")
    assert refused.value.reason == "broken"


def test_a_place_without_pango_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from samling_build.handouts import catalogue
    from samling_build.handouts.pdf import PrintingUnavailable

    def none(*_: object) -> None:
        raise PrintingUnavailable("no Pango")

    monkeypatch.setattr(catalogue, "printed", none)
    out = BytesIO()
    work({"work": "print", **JOB}, b"", out)
    assert json.loads(out.getvalue()) == {"fault": "unavailable"}
