#!/usr/bin/env python3
"""Set up the workbook and run it, with nothing but Python 3.11 or newer.

    python3 workbook.py serve [--port N] [--data DIR] [--lan] [--address URL]     start the workbook
    python3 workbook.py test [arguments to pytest]                run every test (or pytest with these arguments)
    python3 workbook.py setup                                     set up for both, run nothing

The first start makes a virtual environment in `.venv` and fills it with what the lock files name; later starts compare
one fingerprint and go straight on. Outside the project only system libraries for print and a browser for the tests are
installed, and only where the platform's package manager can be used without a password.
"""

import argparse
import contextlib
import ctypes
import errno
import hashlib
import importlib.util
import json
import locale
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

# fmt: off
TEXTS = {  # English, and what a reader with a Norwegian locale gets
    "old python": ("The workbook needs Python 3.11 or newer; this is {found}. Install a newer one and start with that.",
                   "Heftet trenger Python 3.11 eller nyere; dette er {found}. Installer en nyere og start med den."),
    "no venv": ("This Python cannot make virtual environments: run `sudo apt install {package}` and start again.",
                "Denne Pythonen kan ikke lage virtuelle miljøer: Kjør `sudo apt install {package}` og start på nytt."),
    "begin": ("Setting up the workbook in {folder}; a minute or two the first time.",
              "Gjør heftet klart i {folder}; det tar et minutt eller to første gang."),
    "environment": ("Making a place for its packages", "Lager et sted for pakkene"),
    "tools": ("Getting the installer", "Henter installasjonsverktøyet"),
    "packages": ("Getting the packages", "Henter pakkene"),
    "project": ("Putting the workbook in place", "Setter heftet på plass"),
    "libraries": ("Getting system libraries for print", "Henter systembiblioteker for utskrift"),
    "browser": ("Getting a browser for the tests", "Henter en nettleser til testene"),
    "done": ("Ready after {seconds:.0f} s.", "Klart etter {seconds:.0f} s."),
    "waiting": ("Another start is setting up; waiting for it.", "En annen start gjør klart; venter på den."),
    "no network": ("The package index did not answer: connect to the internet (or set PIP_INDEX_URL) and start again.",
                   "Pakkelageret svarte ikke: Koble til internett (eller sett PIP_INDEX_URL) og start på nytt."),
    "disk full": ("The disk is full: free about 1 GB where {folder} is, and run the same command again.",
                  "Disken er full: Frigjør omtrent 1 GB der {folder} ligger, og kjør samme kommando på nytt."),
    "failed": ("“{step}” failed; all it said is in {log}. Mend what that tells and run the same command again.",
               "«{step}» gikk galt; alt som ble sagt, står i {log}. Rett det og kjør samme kommando på nytt."),
    "no access": ("No access to {folder} ({why}): close a workbook that runs there, or move the project; start again.",
                  "Ingen tilgang til {folder} ({why}): Lukk et hefte som kjører der, eller flytt det; start på nytt."),
    "stopped": ("Stopped. The next start takes it up again.", "Avbrutt. Neste start tar det opp igjen."),
    "no print": ("Only printing will not work; for that, {remedy}.", "Bare utskrift virker ikke; for det: {remedy}."),
    "remedy": ("run `{command}`", "kjør `{command}`"),
    "no manager": ("install the library Pango (Windows: MSYS2, and in it `pacman -S mingw-w64-ucrt-x86_64-pango`)",
                   "installer biblioteket Pango (Windows: MSYS2, og i det `pacman -S mingw-w64-ucrt-x86_64-pango`)"),
}
NO_NETWORK = ("name resolution", "getaddrinfo", "nodename nor servname", "dns error", "newconnectionerror", "timed out",
              "connecttimeout", "connection refused", "network is unreachable", "error sending request", "proxyerror")
LOCKS = {"serve": "requirements.lock", "test": "requirements-test.lock"}
TOOLS_LOCK = "requirements-setup.lock"
# How a package manager installs, how it learns what there is, its names for Pango and for a browser.
MANAGERS = {
    "apt-get": ("apt-get install -y --no-install-recommends", "apt-get update",
                {"libraries": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-symbola",
                 "browser": "chromium"}),
    "dnf": ("dnf install -y", "dnf makecache", {"libraries": "pango", "browser": "chromium"}),
    "pacman": ("pacman -S --noconfirm", "pacman -Sy", {"libraries": "pango", "browser": "chromium"}),
    "apk": ("apk add", "apk update", {"libraries": "pango harfbuzz-subset", "browser": "chromium"}),
    "brew": ("brew install", "brew update", {"libraries": "pango", "browser": "--cask google-chrome"}),
}
PANGO = {"win32": ("libpango-1.0-0.dll", "libpangoft2-1.0-0.dll"),
         "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib"),
         "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0")}
# Where libraries lie that the loader does not search by itself. On Windows WeasyPrint looks in the same two.
LIBRARY_FOLDERS = {"win32": ["C:\\msys64\\ucrt64\\bin", "C:\\msys64\\mingw64\\bin"],
                   "darwin": ["/opt/homebrew/lib", "/usr/local/lib", "/usr/lib"]}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "msedge")
# fmt: on


def norwegian(env: "Mapping[str, str]") -> bool:
    """Whether the reader's locale is Norwegian, by the environment and then by the system (Windows)."""
    named = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), None)
    return (named or locale.getlocale()[0] or "").lower().startswith(("nb", "nn", "no"))


def text(key: str, **values: object) -> str:
    """The message of that key in the reader's language."""
    return TEXTS[key][norwegian(os.environ)].format(**values)


if sys.version_info < (3, 11):  # noqa: UP036  an older Python gets no further than the annotations below
    sys.exit(text("old python", found=".".join(map(str, sys.version_info[:3]))))


class Stop(Exception):
    """The set-up cannot go on; the message says what to do."""


class Halfway(Stop):
    """It stopped in the middle of changing something, so that what is there cannot be trusted."""


class Place(NamedTuple):
    """Where the project is, and with it its environment."""

    root: Path

    @property
    def venv(self) -> Path:
        """The environment's folder."""
        return self.root / ".venv"

    @property
    def stamp(self) -> Path:
        """The note of what the last set-up did."""
        return self.venv / "workbook.json"

    def program(self, name: str) -> Path:
        """A command of the environment."""
        return self.venv / "Scripts" / f"{name}.exe" if os.name == "nt" else self.venv / "bin" / name


# Is the environment there, and is it the right one?


def shared_files(root: Path) -> Iterator[Path]:
    """The files that an install copies out of the project (hatch's shared-data), so that a change makes it stale."""
    import tomllib  # not at the top, for an older Python has to get as far as its message

    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    wheel = settings.get("tool", {}).get("hatch", {}).get("build", {}).get("targets", {}).get("wheel", {})
    for source in (root / name for name in sorted(wheel.get("shared-data", {}))):
        yield from [source] if source.is_file() else sorted(filter(Path.is_file, source.rglob("*")))


def fingerprint(place: Place, level: str) -> str:
    """One hash of all that decides what the environment holds for "serve" or "test", its Python included."""
    names = (TOOLS_LOCK, LOCKS[level], "pyproject.toml", ".venv/pyvenv.cfg")
    digest = hashlib.sha256()
    for path in [*(place.root / name for name in names), *shared_files(place.root)]:
        content = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.relative_to(place.root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def read_stamp(place: Place) -> dict[str, str]:
    """What the last set-up noted; empty when there was none or the note is damaged."""
    try:
        stamp = json.loads(place.stamp.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def write_stamp(place: Place, **notes: str) -> None:
    """Note the state in one stroke, so that a power cut leaves the old note or the new one."""
    fresh = place.stamp.with_suffix(".new")
    fresh.write_text(json.dumps({"root": str(place.root), **notes}, indent=1), "utf-8")
    fresh.replace(place.stamp)


def sound(place: Place) -> bool:
    """Whether the environment can be kept: not left half-way, not moved, and the Python it came from still there."""
    stamp = read_stamp(place)
    if "unfinished" in stamp or stamp.get("root", str(place.root)) != str(place.root):
        return False
    try:
        settings = (place.venv / "pyvenv.cfg").read_text("utf-8")
    except OSError:
        return False
    home = re.search(r"^home\s*=\s*(.+?)\s*$", settings, re.MULTILINE)
    return bool(home and Path(home[1]).is_dir() and place.program("python").exists())


def ready(place: Place, level: str) -> bool:
    """Whether a start can skip the set-up. Takes milliseconds."""
    return sound(place) and read_stamp(place).get(level) == fingerprint(place, level)


@contextlib.contextmanager
def alone(place: Place) -> Iterator[int]:
    """Hold this file itself as the lock of the set-up; the system lets go of it when its last holder ends."""
    with (place.root / "workbook.py").open("r+b") as held:
        told = False
        while not try_lock(held.fileno()):
            if not told:
                print(text("waiting"), file=sys.stderr)
            told = True
            time.sleep(0.2)
        yield held.fileno()


def try_lock(descriptor: int) -> bool:
    """Take the lock if it is free."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, 2**30, os.SEEK_SET)  # past the end, so that nobody is kept from reading the file
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


# Setting up


class Steps:
    """Runs the steps of a set-up: each with its number, its clock, and its part of the log."""

    def __init__(self, place: Place, total: int, lock: int | None = None) -> None:
        """`lock` goes on to what is started, so that an installer that outlives us still keeps others out."""
        self.place, self.total, self.number = place, total, 0
        self.log = place.venv / "setup.log"
        self.inherited = () if lock is None or os.name == "nt" else (lock,)
        self.live = sys.stderr.isatty()

    def do(self, key: str, *ways: Sequence[str | Path]) -> None:
        """Run a step. The commands are ways to the same end: the next is tried where one fails."""
        self.number += 1
        began, said, code = time.monotonic(), "", 1
        self.show(key, began)
        for command in ways:
            code, said = self.run(command, key, began)
            if code == 0:
                break
        self.show(key, began, end="\n")
        if code:
            raise self.fault(key, code, said)

    def show(self, key: str, began: float, end: str = "") -> None:
        """A running clock on a terminal; elsewhere a line at the start, at the end, and every 20 s."""
        line = f"[{self.number}/{self.total}] {text(key)} … {time.monotonic() - began:.0f} s"
        print("\r" + line if self.live else line, end=end if self.live else "\n", file=sys.stderr, flush=True)

    def run(self, command: Sequence[str | Path], key: str, began: float) -> tuple[int, str]:
        """The exit code of one command, and what it said. It is ended when we are."""
        with self.log.open("a+b") as log:
            log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
            log.flush()
            start = log.tell()
            try:
                process = subprocess.Popen(
                    command,
                    cwd=self.place.root,
                    env=environment(self.place),
                    pass_fds=self.inherited,
                    process_group=0,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                )
            except FileNotFoundError as fault:  # no uv for this platform, say; then the next way is tried
                return 127, str(fault)
            try:
                while True:
                    try:
                        process.wait(timeout=1 if self.live else 20)
                        break
                    except subprocess.TimeoutExpired:
                        self.show(key, began)
            finally:
                end(process)
            log.seek(start)
            return process.returncode, log.read().decode("utf-8", "replace")

    def fault(self, key: str, code: int, said: str) -> Stop:
        """What to tell of a failed step, from what the installer said."""
        if "no space left" in said.lower():
            return Halfway(text("disk full", folder=self.place.root))
        if any(sign in said.lower() for sign in NO_NETWORK):
            return Stop(text("no network"))
        tail = "".join(f"    {line}\n" for line in said.splitlines()[-15:])
        return (Stop if code > 0 else Halfway)(tail + text("failed", step=text(key), log=self.log))


def end(process: subprocess.Popen[bytes]) -> None:
    """End what is still running, and where the system can do that what it started itself."""
    if process.poll() is None:
        if sys.platform == "win32":
            process.terminate()
        else:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def environment(place: Place) -> dict[str, str]:
    """The variables for what runs in the environment: it comes first in PATH, and no other Python leaks in."""
    others = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")  # the last makes each start compile anew
    env = {name: value for name, value in os.environ.items() if name not in others}
    env |= {
        "VIRTUAL_ENV": str(place.venv),
        "PATH": os.pathsep.join([str(place.program("x").parent), env.get("PATH", "")]),
    }
    env |= {"PIP_USER": "0", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "UV_NO_PROGRESS": "1", "UV_SYSTEM_CERTS": "1"}
    if "PIP_INDEX_URL" in env:  # uv does not read pip's settings
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    if sys.platform == "darwin":  # Homebrew's libraries are not where Python looks
        env.setdefault("DYLD_FALLBACK_LIBRARY_PATH", ":".join(LIBRARY_FOLDERS["darwin"]))
    return env


def without_uv(lock: str) -> str:
    """The lock of the tools less uv, for a platform that uv has no wheel for."""
    return re.sub(r"^uv==.*\n(?:    --hash.*\n?)+", "", lock, flags=re.MULTILINE)


def set_up(place: Place, level: str) -> bool:
    """Make the environment right for "serve" or "test"; whether there was anything to do."""
    if ready(place, level):
        return False
    try:
        with alone(place) as lock:
            if ready(place, level):  # another start did it while this one waited
                return False
            began = time.monotonic()
            print(text("begin", folder=place.root), file=sys.stderr)
            fill(place, level, lock)
            print(text("done", seconds=time.monotonic() - began), file=sys.stderr)
            return True
    except OSError as fault:
        key = "disk full" if fault.errno == errno.ENOSPC else "no access"
        raise Stop(text(key, folder=place.root, why=fault)) from fault


def usable(place: Place) -> bool:
    """Whether the environment is sound and its Python runs, is new enough and has pip."""
    ask: list[str | Path] = [place.program("python"), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    return sound(place) and subprocess.run(ask, capture_output=True, check=False).returncode == 0


def fill(place: Place, level: str, lock: int) -> None:
    """Make the environment anew where it cannot be kept, and install what its fingerprint stands for."""
    keep = usable(place)
    steps = Steps(place, 3 if keep else 4, lock)
    if not keep:
        if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
            raise Stop(text("no venv", package=f"python3.{sys.version_info.minor}-venv"))
        remove(place.venv)
        place.venv.mkdir()
    write_stamp(place, unfinished=level)
    if not keep:
        base = getattr(sys, "_base_executable", sys.executable)  # not the Python inside the folder just removed
        steps.do("environment", [base, "-m", "venv", place.venv])
    try:
        install(place, level, steps)
    except Halfway:
        raise
    except Stop:  # installers fetch and build before they change anything: what was there is still whole
        write_stamp(place)
        raise
    write_stamp(place, **{name: fingerprint(place, name) for name in ("serve", level)})


def install(place: Place, level: str, steps: Steps) -> None:
    """Install the tools, the packages and the project, with uv where there is one and pip elsewhere."""
    lock, tools, plain = place.root / LOCKS[level], place.root / TOOLS_LOCK, place.venv / "tools-without-uv.lock"
    plain.write_text(without_uv(tools.read_text("utf-8")), "utf-8")
    python = place.program("python")
    pip: list[str | Path] = [python, "-m", "pip", "install", "--no-input", "--retries", "2"]
    uv: list[str | Path] = [place.program("uv"), "pip", "install", "--python", python]
    hashed: list[str | Path] = ["--require-hashes", "-r", lock]
    wheels = ["--only-binary", ":all:", "--require-hashes", "-r"]
    project: list[str | Path] = ["--no-deps", "--no-build-isolation", "--editable", place.root]
    steps.do("tools", [*pip, *wheels, tools], [*pip, *wheels, plain])
    # Compiled once here, as pip does by itself: else each start of the server or a kernel takes thrice as long.
    steps.do("packages", [*uv, "--compile-bytecode", *hashed], [*pip, *hashed])
    steps.do("project", [*uv, *project], [*pip, *project])


def remove(folder: Path) -> None:
    """Delete the environment, be it a folder or a link to one."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)


# What Python's packages do not bring: Pango for print, a browser for the tests


def loads(library: str) -> bool:
    """Whether a shared library can be loaded: the one question that is the same on every system."""
    for folder in ["", *LIBRARY_FOLDERS.get(sys.platform, [])]:
        with contextlib.suppress(OSError):
            return bool(ctypes.CDLL(os.path.join(folder, library)))  # noqa: PTH118  Path("") is not "as the loader does"
    return False


def can_print() -> bool:
    """Whether the libraries that WeasyPrint needs are here."""
    return all(map(loads, PANGO.get(sys.platform, PANGO["linux"])))


def find_browser(env: Mapping[str, str], platform: str = sys.platform) -> str | None:
    """The program of a Chrome, Chromium or Edge: what SAMLING_BROWSER names, else on PATH, else in the usual places."""
    named = env.get("SAMLING_BROWSER")
    names = [named] if named else BROWSERS
    found = next(filter(None, (shutil.which(name, path=env.get("PATH", "")) for name in names)), None)
    if found or named:
        return found
    folders, tails = ["/snap/bin"], ["chromium"]
    if platform == "darwin":
        folders = ["/Applications", env.get("HOME", "") + "/Applications"]
        tails = [f"{name}.app/Contents/MacOS/{name}" for name in ("Google Chrome", "Chromium", "Microsoft Edge")]
    if platform == "win32":
        folders = [env[name] for name in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA") if name in env]
        tails = ["Google/Chrome/Application/chrome.exe", "Chromium/Application/chrome.exe"]
        tails += ["Microsoft/Edge/Application/msedge.exe"]
    usual = (Path(folder, tail) for tail in tails for folder in folders)
    return next((str(path) for path in usual if path.is_file()), None)


def remedy(what: str) -> str:
    """What a person can do to get "libraries" or "browser"."""
    name = next(filter(shutil.which, MANAGERS), None)
    if not name:
        return text("no manager") if what == "libraries" else "install one"
    install, _, names = MANAGERS[name]
    return text("remedy", command=f"{'' if name == 'brew' else 'sudo '}{install} {names[what]}")


def get_system(place: Place, what: str) -> None:
    """Install "libraries" or "browser" where that needs no password; whoever calls looks whether it helped."""
    name = next(filter(shutil.which, MANAGERS), None)
    if not name:
        return
    install, refresh, names = MANAGERS[name]
    sudo = [] if name == "brew" or getattr(os, "geteuid", int)() == 0 else ["sudo", "-n"]
    if sudo and not (
        shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode == 0
    ):
        return
    shell = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c"]
    command = f"{install} {names[what]}"
    with contextlib.suppress(Stop):
        Steps(place, 1).do(what, [*shell, command], [*shell, f"{refresh} && {command}"])


# The commands


def follow(command: Sequence[str | Path], env: Mapping[str, str]) -> int:
    """Run a command in the foreground; its exit code. Ctrl-C reaches it as well, and it ends in its own time."""
    process = subprocess.Popen(command, env=env)
    while True:
        try:
            code = process.wait()
            return code if code >= 0 else 128 - code
        except KeyboardInterrupt:
            continue
        except SystemExit:
            process.terminate()
            process.wait()
            raise


def serve(place: Place, arguments: Sequence[str]) -> int:
    """Start the workbook; where the system can do that, this process becomes the server."""
    if set_up(place, "serve") and not can_print():
        get_system(place, "libraries")
    if not can_print():
        print(text("no print", remedy=remedy("libraries")), file=sys.stderr)
    command = [str(place.program("samling")), "serve", *arguments]
    if os.name != "nt":
        sys.stderr.flush()
        os.execve(command[0], command, environment(place))
    return follow(command, environment(place))


def prepare_tests(place: Place) -> str:
    """Get everything the tests need; the browser's program. Says what is missing and how to get it."""
    set_up(place, "test")
    if not can_print():
        get_system(place, "libraries")
    if not can_print():
        raise Stop(f"The tests of print need Pango: {remedy('libraries')}, and run the same command again.")
    named = os.environ.get("SAMLING_BROWSER")
    if not named and not find_browser(os.environ):
        get_system(place, "browser")
    browser = find_browser(os.environ)
    if browser:
        return browser
    if named:
        raise Stop(f"SAMLING_BROWSER is {named}, which is no program: give the path of a Chrome, Chromium or Edge.")
    raise Stop(f"The browser tests need Chrome, Chromium or Edge: {remedy('browser')}, or set SAMLING_BROWSER to one.")


def count(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped tests in a JUnit report; noughts when pytest did not get as far as writing one."""
    try:
        suites = list(ElementTree.parse(report).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return 0, 0, 0
    columns = ("tests", "failures", "errors", "skipped")
    ran, failures, errors, skipped = (sum(int(suite.get(name, 0)) for suite in suites) for name in columns)
    return ran - failures - errors - skipped, failures + errors, skipped


def verdict(codes: Sequence[int], passed: int, failed: int, skipped: int) -> int:
    """The exit code of the whole: not nought when no test ran, when one failed, or when one was left out."""
    return next(filter(None, codes), 0) or (1 if failed or skipped else 0 if passed else 5)


def test(place: Place, arguments: Sequence[str]) -> int:
    """Run the whole suite, or pytest with the given arguments; the last line counts what ran."""
    browser = prepare_tests(place)
    spread = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
    runs = [list(arguments)] if arguments else [["tests", *spread], ["--nbval-lax", "notebooks", *spread]]
    began, codes, counts = time.monotonic(), [], []
    with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
        env = {name: value for name, value in environment(place).items() if not name.startswith("SAMLING_")}
        env |= {"SAMLING_BROWSER": browser, "SAMLING_DATA": str(Path(folder, "data"))}  # never the reader's own answers
        for number, run in enumerate(runs):
            report = Path(folder, f"{number}.xml")
            codes.append(follow([place.program("python"), "-P", "-m", "pytest", f"--junitxml={report}", *run], env))
            counts.append(count(report))
            if codes[-1] == 2:  # Ctrl-C
                break
    passed, failed, skipped = (sum(column) for column in zip(*counts, strict=True))
    code = verdict(codes, passed, failed, skipped)
    print(f"\n{'All is well' if code == 0 else 'NOT well'}: exit code {code} after {time.monotonic() - began:.0f} s.")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return code


def command_line() -> argparse.ArgumentParser:
    """The parser. Arguments it does not know go on to `samling serve` or pytest."""
    parser = argparse.ArgumentParser(
        description="Set up the workbook and run it. The first start takes a minute or two."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    start = commands.add_parser("serve", help="start the workbook and print its address", allow_abbrev=False)
    start.add_argument("--port", type=int, metavar="N", help="the port to listen on")
    start.add_argument("--data", metavar="DIR", help="the folder for answers")
    start.add_argument("--lan", action="store_true", help="let others on the same network in")
    start.add_argument("--address", metavar="URL", help="the address people use when a proxy with TLS stands before it")
    commands.add_parser("test", help="run every test, or pytest with the arguments that follow", allow_abbrev=False)
    commands.add_parser("setup", help="set up for both and run nothing", allow_abbrev=False)
    return parser


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    parser = command_line()
    known, others = parser.parse_known_args(arguments)
    if known.command == "setup" and others:
        parser.error(f"setup takes no arguments, got: {' '.join(others)}")
    place = Place(Path(__file__).resolve().parent)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # ends what we started as well
    try:
        if known.command == "serve":
            return serve(place, arguments[1:])
        if known.command == "test":
            return test(place, others)
        prepare_tests(place)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + text("stopped"), file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
