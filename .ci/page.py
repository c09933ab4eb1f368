"""Start a server by its command, fetch a page, and see that it is the workbook's.

python .ci/page.py PATH COMMAND…      ``{port}`` in the command becomes a free port.
Where there is a practice group, it is entered first, as a newcomer does it.
Fails when the server says no address, or when the page lacks our template or any of its exercises.
"""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

EXERCISES = 18  # and the line above them, and what is on paper below
ADDRESS = re.compile(r"https?://\S+:\d+/")
MOUNT = "application/vnd.voila.cell-output+json"


def fetch(address: str, path: str) -> str:
    """The page at this path."""
    cookies = CookieJar()
    browser = build_opener(HTTPCookieProcessor(cookies))
    enter_practice(browser, cookies, address)
    with browser.open(f"{address}{path}", timeout=60) as answer:
        page: str = answer.read().decode()
    return page


def enter_practice(browser: OpenerDirector, cookies: CookieJar, address: str) -> None:
    """Take a seat in the practice group; the plain voila command has none, nor a door."""
    try:
        browser.open(f"{address}join", timeout=60).close()
    except HTTPError as error:
        error.close()
        return
    xsrf = next(cookie.value for cookie in cookies if cookie.name == "_xsrf")
    form = urlencode({"_xsrf": xsrf, "role": "participant", "next": "/privacy"}).encode()
    entry = Request(f"{address}practice", data=form, headers={"Origin": address.rstrip("/")})
    browser.open(entry, timeout=60).close()


def main(path: str, command: list[str]) -> int:
    """0 when the page is whole."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [argument.replace("{port}", str(port)) for argument in command]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert server.stdout
    try:
        said = []
        for line in server.stdout:
            said.append(line)
            if found := ADDRESS.search(line):
                break
        else:
            print("The server said no address:", *said, sep="\n")
            return 1
        page = fetch(found[0], path)
    finally:
        server.terminate()
        server.stdout.close()
        server.wait(timeout=30)
    mounts = page.count(MOUNT)
    print(f"{found[0]}{path}: {mounts} exercises")
    return 0 if "Samlingsheftet" in page and mounts == EXERCISES else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
