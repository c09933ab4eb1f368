"""Run a notebook in JupyterLab as a reader would: start the server, open the page, run all cells, see the exercises.

python .ci/lab.py FOLDER NOTEBOOK      the folder is served (give a copy: JupyterLab saves what it runs)
"""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
PATIENCE = 60  # seconds for the server to answer, and for the kernel to run everything


def address(runtime: Path, server: subprocess.Popen[bytes]) -> tuple[str, str]:
    """The address and the token, read where the server notes them when it listens."""
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if server.poll() is not None:
            raise SystemExit(f"jupyter lab ended with code {server.returncode} before it answered")
        for note in runtime.glob("jpserver-*.json"):
            told = json.loads(note.read_text("utf-8") or "{}")
            if told:
                return told["url"], told["token"]
        time.sleep(0.1)
    raise SystemExit(f"jupyter lab did not answer within {PATIENCE} s")


def exercises(notebook: Path) -> int:
    """How many exercises the notebook shows, and what is on paper among them."""
    shown = re.compile(r"^gathering\.(?:show|together|lead|paper)\(", re.MULTILINE)
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    return sum(bool(shown.search("".join(cell["source"]))) for cell in cells)


def run_notebook(page: Page, url: str, count: int) -> None:
    """Run all cells through the menu; so many exercises stand under the cells then, and nothing else does."""
    expect.set_options(timeout=PATIENCE * 1000)
    page.goto(url)
    expect(page.get_by_text("| Idle").first).to_be_visible()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    expect(page.locator(".jp-OutputArea-output:has(.samling)")).to_have_count(count)
    expect(page.locator(".jp-OutputArea-output")).to_have_count(count)


def main(folder: str, notebook: str) -> None:
    """Start, run, tell, stop."""
    count = exercises(Path(folder, notebook))
    browser_path = os.environ.get("SAMLING_BROWSER") or runpy.run_path(str(ROOT / "workbook.py"))["find_browser"](
        os.environ
    )
    with tempfile.TemporaryDirectory(prefix="lab-") as own:
        env = os.environ | {
            "JUPYTER_RUNTIME_DIR": f"{own}/runtime",
            "JUPYTER_CONFIG_DIR": f"{own}/config",
            "JUPYTERLAB_SETTINGS_DIR": f"{own}/settings",
            "JUPYTERLAB_WORKSPACES_DIR": f"{own}/workspaces",
            "SAMLING_DATA": f"{own}/data",
        }
        command = [sys.executable, "-P", "-m", "jupyterlab", "--no-browser", "--allow-root", "--port=0", folder]
        command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.news_url="]
        with Path(own, "lab.log").open("wb") as log:
            server = subprocess.Popen(command, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            url, token = address(Path(own, "runtime"), server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
                run_notebook(browser.new_page(), f"{url}lab/tree/{notebook}?token={token}", count)
                browser.close()
        except BaseException:
            print(Path(own, "lab.log").read_text("utf-8", "replace")[-3000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait()
    print(f"JupyterLab ran {notebook}: {count} exercises on the page, and nothing else")


if __name__ == "__main__":
    main(*sys.argv[1:])
