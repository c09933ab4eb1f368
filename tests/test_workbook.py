"""The set-up: what it decides, what it says, how it finds things. Nothing here is installed."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[1] / "workbook.py"
PROJECT = """[tool.hatch.build.targets.wheel.shared-data]
"share" = "share/jupyter"
"voila.json" = "etc/jupyter/voila.json"
"""
TOOLS = """uv==1 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
z==1 \\
    --hash=sha256:cc
"""
DECIDING = ["requirements.lock", "requirements-setup.lock", "pyproject.toml", "voila.json", "share/x.js"]
APT = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-symbola"
NO_NETWORK = "The package index did not answer: connect to"


def load() -> ModuleType:
    """workbook.py as a module."""
    spec = importlib.util.spec_from_file_location("workbook", FILE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


workbook = load()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in English, whatever this machine speaks, and no browser by name."""
    for name in ("LC_ALL", "LC_MESSAGES", "SAMLING_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project with an environment that looks finished."""
    (tmp_path / "share").mkdir()
    environment = tmp_path / ".venv"
    program(environment / "bin" / "python")
    program(environment / "Scripts" / "python.exe")
    files = {
        "pyproject.toml": PROJECT,
        "requirements.lock": "a==1\n",
        "requirements-test.lock": "a==1\nb==1\n",
        "requirements-setup.lock": TOOLS,
        "voila.json": "{}",
        "share/x.js": "1",
        "workbook.py": "",
        ".venv/pyvenv.cfg": f"home = {tmp_path}\nversion = 3.11.7\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, "utf-8")
    finish(tmp_path)
    return tmp_path


def program(path: Path) -> Path:
    """An executable file that does nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return path


def finish(root: Path) -> None:
    """Note the set-up for serving as done."""
    place = workbook.Place(root)
    workbook.write_stamp(place, serve=workbook.fingerprint(place, "serve"))


def ready(root: Path, level: str = "serve") -> bool:
    """Whether a start there would skip the set-up."""
    return bool(workbook.ready(workbook.Place(root), level))


# When is there something to do?


def test_a_finished_set_up_is_skipped_for_serving_but_not_for_tests(project: Path) -> None:
    assert ready(project)
    assert not ready(project, "test")


@pytest.mark.parametrize("changed", [*DECIDING, ".venv/pyvenv.cfg"])
def test_a_changed_file_that_decides_the_environment_asks_for_a_set_up(project: Path, changed: str) -> None:
    with (project / changed).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert not ready(project)


def test_a_new_shared_file_and_a_moved_byte_ask_for_a_set_up(project: Path) -> None:
    (project / "share" / "y.js").write_text("", "utf-8")
    assert not ready(project)
    finish(project)
    (project / "share" / "x.js").write_text("", "utf-8")
    (project / "share" / "y.js").write_text("1", "utf-8")
    assert not ready(project)


def test_other_files_of_the_project_ask_for_nothing(project: Path) -> None:
    (project / "README.md").write_text("new", "utf-8")
    assert ready(project)


@pytest.mark.parametrize("damaged", ["", "{", "[]", '"x"', "\x00"])
def test_a_damaged_note_asks_for_a_set_up(project: Path, damaged: str) -> None:
    workbook.Place(project).stamp.write_text(damaged, "utf-8")
    assert not ready(project)


def test_an_unfinished_set_up_is_made_anew(project: Path) -> None:
    place = workbook.Place(project)
    workbook.write_stamp(place, unfinished="serve")
    assert not workbook.sound(place)


def test_a_moved_project_is_made_anew(project: Path) -> None:
    moved = project.with_name("moved")
    project.rename(moved)
    place = workbook.Place(moved)
    (moved / ".venv" / "pyvenv.cfg").write_text(f"home = {moved}\n", "utf-8")
    assert not workbook.sound(place)


def test_an_environment_whose_python_is_gone_is_made_anew(project: Path) -> None:
    place = workbook.Place(project)
    assert workbook.sound(place)
    place.program("python").unlink()
    assert not workbook.sound(place)


def test_an_environment_whose_home_is_gone_is_made_anew(project: Path) -> None:
    (project / ".venv" / "pyvenv.cfg").write_text(f"home = {project / 'gone'}\n", "utf-8")
    assert not workbook.sound(workbook.Place(project))


def test_a_link_for_an_environment_is_unlinked_and_its_target_kept(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    (target / "x").mkdir(parents=True)
    link = tmp_path / ".venv"
    link.symlink_to(target)
    workbook.remove(link)
    assert not link.exists()
    assert (target / "x").is_dir()
    workbook.remove(link)  # and nothing there is nothing to remove


# Setting up


def test_the_second_of_two_starts_waits_and_then_finds_nothing_to_do(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = workbook.Place(project)
    workbook.write_stamp(place)
    with workbook.alone(place):

        def first_start_ends(_: float) -> None:
            finish(project)
            monkeypatch.setattr(workbook, "try_lock", lambda _: True)

        monkeypatch.setattr(workbook.time, "sleep", first_start_ends)
        assert workbook.set_up(place, "serve") is False
    assert capsys.readouterr().err == "Another start is setting up; waiting for it.\n"


def test_the_lock_is_free_again_when_its_holder_is_killed(project: Path) -> None:
    place = workbook.Place(project)
    hold = f"""
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("workbook", {str(FILE)!r})
workbook = importlib.util.module_from_spec(spec); spec.loader.exec_module(workbook)
with workbook.alone(workbook.Place(Path({str(project)!r}))):
    print("held", flush=True); sys.stdin.read()
"""
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline().strip() == b"held"
        with (project / "workbook.py").open("r+b") as file:
            assert not workbook.try_lock(file.fileno())
        holder.kill()
        holder.wait()
    with workbook.alone(place):
        assert holder.returncode is not None, "the lock is free once its holder is gone"


def test_a_step_tells_its_number_and_keeps_what_was_said(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runner = workbook.Steps(workbook.Place(project), 2)
    runner.do("tools", [sys.executable, "-c", "print('hello')"])
    assert capsys.readouterr().err.splitlines()[0] == "[1/2] Getting the installer … 0 s"
    assert "hello" in (project / ".venv" / "setup.log").read_text("utf-8")


def test_where_one_way_fails_or_is_missing_the_next_is_tried(project: Path) -> None:
    runner = workbook.Steps(workbook.Place(project), 1)
    done = project / "done"
    ways = [
        [project / "no-uv-here"],
        [sys.executable, "-c", "exit(1)"],
        [sys.executable, "-c", f"open({str(done)!r}, 'w')"],
    ]
    runner.do("packages", *ways)
    assert done.exists()


def test_a_failed_step_shows_the_end_of_what_was_said_and_where_the_rest_is(project: Path) -> None:
    runner = workbook.Steps(workbook.Place(project), 1)
    with pytest.raises(workbook.Stop) as stop:
        runner.do("project", [sys.executable, "-c", "print(*range(30), sep='\\n'); exit(3)"])
    lines = str(stop.value).splitlines()
    assert lines[0] == "    15"
    assert lines[-2] == "    29"
    assert lines[-1] == (
        f"“Putting the workbook in place” failed; all it said is in {project / '.venv' / 'setup.log'}. "
        "Mend what that tells and run the same command again."
    )
    assert not isinstance(stop.value, workbook.Halfway)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: [Errno 28] No space left on device", "The disk is full: free about 1 GB where"),
        (
            "Failed to establish: [Errno -3] Temporary failure in name resolution",
            "The package index did not answer: connect to",
        ),
        ("NewConnectionError('...: [Errno 111] Connection refused')", NO_NETWORK),
        ("error: dns error: failed to lookup address", NO_NETWORK),
    ],
)
def test_usual_causes_get_one_sentence(project: Path, said: str, told: str) -> None:
    fault = workbook.Steps(workbook.Place(project), 1).fault("packages", 1, said)
    assert str(fault).startswith(told)
    assert "\n" not in str(fault)


@pytest.mark.parametrize(("code", "said"), [(-9, ""), (1, "No space left on device")])
def test_a_killed_installer_or_a_full_disk_leaves_an_environment_that_is_not_trusted(
    project: Path, code: int, said: str
) -> None:
    assert isinstance(workbook.Steps(workbook.Place(project), 1).fault("packages", code, said), workbook.Halfway)


def test_without_network_the_environment_that_was_there_is_kept_and_asked_for_again(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: object) -> None:
        raise workbook.Stop(workbook.text("no network"))

    monkeypatch.setattr(workbook, "usable", lambda _: True)
    monkeypatch.setattr(workbook, "install", unreachable)
    (project / "requirements.lock").write_text("a==2\n", "utf-8")
    with pytest.raises(workbook.Stop, match=r"^The package index did not answer: connect to the internet"):
        workbook.set_up(workbook.Place(project), "serve")
    assert workbook.sound(workbook.Place(project))
    assert not ready(project)


def test_a_python_without_venv_is_told_what_to_install(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook.write_stamp(workbook.Place(project), unfinished="serve")
    monkeypatch.setattr(workbook.importlib.util, "find_spec", lambda _: None)
    package = f"python3.{sys.version_info.minor}-venv"
    with pytest.raises(workbook.Stop, match=rf"run `sudo apt install {package}` and start again\.$"):
        workbook.set_up(workbook.Place(project), "serve")


def test_a_folder_that_may_not_be_written_is_said(project: Path) -> None:
    workbook.write_stamp(workbook.Place(project))
    (project / "workbook.py").unlink()
    (project / "workbook.py").mkdir()  # even root cannot open this for writing
    with pytest.raises(workbook.Stop, match=r"^No access to .* close a workbook that runs there, or move the project"):
        workbook.set_up(workbook.Place(project), "serve")


def test_for_a_platform_without_uv_the_other_tools_stay(project: Path) -> None:
    lock = (project / "requirements-setup.lock").read_text("utf-8")
    assert workbook.without_uv(lock) == "z==1 \\\n    --hash=sha256:cc\n"
    real = workbook.without_uv((FILE.parent / "requirements-setup.lock").read_text("utf-8"))
    assert "\nuv==" not in real
    assert "hatchling==" in real


def test_a_mirror_for_pip_is_one_for_uv_too_and_no_other_python_leaks_in(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://mirror.test/simple")
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    place = workbook.Place(project)
    env = workbook.environment(place)
    assert env["UV_DEFAULT_INDEX"] == "http://mirror.test/simple"
    assert "PYTHONPATH" not in env
    assert env["PATH"].startswith(str(place.program("python").parent) + os.pathsep)


# Languages


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"LANG": "nb_NO.UTF-8"}, True),
        ({"LANG": "nn_NO"}, True),
        ({"LANG": "no_NO"}, True),
        ({"LANG": "nb_NO.UTF-8", "LC_ALL": "en_GB.UTF-8"}, False),
        ({"LANG": "", "LC_MESSAGES": "nb_NO"}, True),
        ({"LANG": "C.UTF-8"}, False),
    ],
)
def test_norwegian_readers_get_norwegian(env: dict[str, str], expected: bool) -> None:
    assert workbook.norwegian(env) is expected


def test_both_languages_of_a_message_have_the_same_gaps() -> None:
    import string

    for key, texts in workbook.TEXTS.items():
        gaps = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in texts]
        assert gaps[0] == gaps[1], key


def test_an_old_python_gets_one_sentence_in_the_readers_language() -> None:
    """The part that an old Python runs, run with a version that says it is old."""
    code = f"import sys; sys.version_info = (3, 9, 2); exec(open({str(FILE)!r}, encoding='utf-8').read())"
    told = "Heftet trenger Python 3.11 eller nyere; dette er 3.9.2. Installer en nyere og start med den.\n"
    env = os.environ | {"LANG": "nb_NO.UTF-8", "PYTHONUTF8": "1"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env=env, encoding="utf-8", check=False)
    assert (ran.returncode, ran.stderr) == (1, told)


def test_an_old_python_can_read_the_file_as_far_as_that_sentence() -> None:
    import ast

    ast.parse(FILE.read_text("utf-8"), feature_version=(3, 7))


# A browser, and the libraries for print


def test_the_named_browser_comes_first_then_path(tmp_path: Path) -> None:
    ending = ".exe" if os.name == "nt" else ""
    chromium = program(tmp_path / f"chromium{ending}")
    edge = program(tmp_path / f"microsoft-edge{ending}")
    env = {"PATH": str(tmp_path)}
    assert workbook.find_browser(env).lower() == str(chromium).lower()
    assert workbook.find_browser(env | {"SAMLING_BROWSER": "microsoft-edge"}).lower() == str(edge).lower()
    assert workbook.find_browser(env | {"SAMLING_BROWSER": str(edge)}) == str(edge)
    assert workbook.find_browser(env | {"SAMLING_BROWSER": str(tmp_path / "gone")}) is None


def test_browsers_are_found_where_macos_and_windows_keep_them(tmp_path: Path) -> None:
    mac = program(tmp_path / "Applications" / "Google Chrome.app" / "Contents" / "MacOS" / "Google Chrome")
    assert workbook.find_browser({"PATH": "", "HOME": str(tmp_path)}, "darwin") == str(mac)
    edge = program(tmp_path / "Microsoft" / "Edge" / "Application" / "msedge.exe")
    assert workbook.find_browser({"PATH": "", "PROGRAMFILES(X86)": str(tmp_path)}, "win32") == str(edge)


def no_manager(monkeypatch: pytest.MonkeyPatch, name: str = "") -> None:
    """A machine whose only package manager is that one."""
    monkeypatch.setattr(workbook.shutil, "which", lambda tool, **_: tool if tool == name else None)


@pytest.mark.parametrize(
    ("manager", "told"),
    [
        (
            "apt-get",
            f"run `sudo apt-get install -y --no-install-recommends {APT}`",
        ),
        ("dnf", "run `sudo dnf install -y pango`"),
        ("pacman", "run `sudo pacman -S --noconfirm pango`"),
        ("apk", "run `sudo apk add pango harfbuzz-subset`"),
        ("brew", "run `brew install pango`"),
        ("", "install the library Pango (Windows: MSYS2, and in it `pacman -S mingw-w64-ucrt-x86_64-pango`)"),
    ],
)
def test_the_remedy_for_print_is_this_machines_command(
    monkeypatch: pytest.MonkeyPatch, manager: str, told: str
) -> None:
    no_manager(monkeypatch, manager)
    assert workbook.remedy("libraries") == told


def prepared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finished set-up on a machine where nothing can be installed."""
    no_manager(monkeypatch)
    monkeypatch.setattr(workbook, "set_up", lambda *_: False)


def test_tests_without_a_browser_fail_with_the_remedy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(monkeypatch)
    monkeypatch.setattr(workbook, "can_print", lambda: True)
    monkeypatch.setattr(workbook, "find_browser", lambda _: None)
    told = r"^The browser tests need Chrome, Chromium or Edge: install one, or set SAMLING_BROWSER to one\.$"
    with pytest.raises(workbook.Stop, match=told):
        workbook.prepare_tests(workbook.Place(project))
    monkeypatch.setenv("SAMLING_BROWSER", "nowhere")
    with pytest.raises(workbook.Stop, match=r"^SAMLING_BROWSER is nowhere, which is no program: give the path"):
        workbook.prepare_tests(workbook.Place(project))


def test_tests_without_pango_fail_with_the_remedy(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared(monkeypatch)
    monkeypatch.setattr(workbook, "loads", lambda _: False)
    with pytest.raises(workbook.Stop, match=r"^The tests of print need Pango: install the library Pango"):
        workbook.prepare_tests(workbook.Place(project))


def test_serving_without_pango_goes_on_with_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    prepared(monkeypatch)
    started: list[list[str]] = []
    monkeypatch.setattr(workbook, "loads", lambda _: False)
    monkeypatch.setattr(workbook.os, "name", "nt")

    def follow(command: list[str], _: object) -> int:
        started.append(command)
        return 7

    monkeypatch.setattr(workbook, "follow", follow)
    monkeypatch.setattr(workbook.Place, "program", lambda place, name: place.venv / name)
    assert workbook.serve(workbook.Place(project), ["--port", "0"]) == 7
    assert [command[1:] for command in started] == [["serve", "--port", "0"]]
    assert capsys.readouterr().err.startswith("Only printing will not work; for that, install the library Pango")


# Running the tests


def test_a_run_that_ran_no_test_left_one_out_or_failed_one_is_no_success() -> None:
    assert workbook.verdict([0, 0], 10, 0, 0) == 0
    assert workbook.verdict([0, 0], 0, 0, 0) == 5
    assert workbook.verdict([0, 5], 10, 0, 0) == 5
    assert workbook.verdict([0, 1], 10, 1, 0) == 1
    assert workbook.verdict([0, 0], 10, 0, 1) == 1
    assert workbook.verdict([2], 0, 0, 0) == 2


def test_tests_are_counted_from_pytests_report(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"/><testsuite tests="1"/></testsuites>',
        "utf-8",
    )
    assert workbook.count(report) == (6, 2, 2)
    assert workbook.count(tmp_path / "missing.xml") == (0, 0, 0)
    report.write_text("<half", "utf-8")
    assert workbook.count(report) == (0, 0, 0)


def run_in(root: Path, monkeypatch: pytest.MonkeyPatch, tests: dict[str, str]) -> int:
    """`workbook.py test` on these tests, with this Python standing in for the environment's."""
    for name, content in tests.items():
        (root / name).write_text(content, "utf-8")
    monkeypatch.setattr(workbook, "prepare_tests", lambda _: "/the/browser")
    monkeypatch.setattr(workbook.Place, "program", lambda *_: Path(sys.executable))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # they take seconds to load, and say nothing here
    arguments = [str(root / name) for name in tests]
    return int(workbook.test(workbook.Place(root), ["-p", "no:cacheprovider", "-c", os.devnull, "-q", *arguments]))


def test_the_last_line_counts_what_ran_and_the_tests_get_the_browser_and_a_data_folder_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAMLING_DATABASE", "sqlite:///precious")
    good = """import os
def test_a(): assert os.environ["SAMLING_BROWSER"] == "/the/browser" and "workbook-" in os.environ["SAMLING_DATA"]
def test_b(): assert "SAMLING_DATABASE" not in os.environ
"""
    assert run_in(tmp_path, monkeypatch, {"test_good.py": good}) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "2 passed, 0 failed"


def test_a_failing_run_says_so_in_its_exit_code_and_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_in(tmp_path, monkeypatch, {"test_bad.py": "def test_a(): assert 0\ndef test_b(): assert 1\n"}) == 1
    lines = capfd.readouterr().out.splitlines()
    assert lines[-2].startswith("NOT well: exit code 1 after ")
    assert lines[-1] == "1 passed, 1 failed"


def test_a_run_without_tests_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_in(tmp_path, monkeypatch, {"test_none.py": ""}) == 5


# The command line


def test_the_command_line_says_what_is_wrong_before_anything_is_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        workbook.main(["serve", "--port", "eight"])
    assert ended.value.code == 2
    assert "argument --port: invalid int value: 'eight'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        workbook.main(["setup", "now"])
    assert "setup takes no arguments, got: now" in capsys.readouterr().err


def test_a_command_keeps_its_exit_code_and_one_ended_by_a_signal_has_the_shells() -> None:
    assert workbook.follow([sys.executable, "-S", "-c", "raise SystemExit(3)"], os.environ) == 3
    code = f"import os; os.kill(os.getpid(), {int(signal.SIGTERM)})"
    ended = workbook.follow([sys.executable, "-S", "-c", code], os.environ)
    assert ended == (signal.SIGTERM if os.name == "nt" else 128 + signal.SIGTERM)


def test_a_start_with_nothing_to_do_takes_no_time(project: Path) -> None:
    began = time.perf_counter()
    assert ready(project)
    assert time.perf_counter() - began < 0.5
    assert json.loads(workbook.Place(project).stamp.read_text("utf-8"))["root"] == str(project)
