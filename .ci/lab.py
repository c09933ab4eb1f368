"""Run a notebook in JupyterLab as a reader would: start the server, open the page, run all cells, see the exercises.

python .ci/lab.py FOLDER NOTEBOOK      the folder is served (give a copy: JupyterLab saves what it runs)
"""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parents[1]
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


def run_notebook(page: Page, url: str) -> int:
    """Run all cells through the menu; the number of exercises on the page once the kernel is idle again."""
    page.goto(url)
    expect(page.locator(".jp-Notebook .jp-CodeCell").first).to_be_visible(timeout=PATIENCE * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    exercises = page.locator(".jp-OutputArea .samling")
    expect(exercises.first).to_be_visible(timeout=PATIENCE * 1000)
    expect(page.locator('.jp-CodeCell .jp-InputPrompt:text-is("[*]:")')).to_have_count(0, timeout=PATIENCE * 1000)
    errors = page.locator(
        '[data-mime-type="application/vnd.jupyter.stderr"], [data-mime-type="application/vnd.jupyter.error"]'
    )
    expect(errors).to_have_count(0)
    return exercises.count()


def main(folder: str, notebook: str) -> None:
    """Start, run, tell, stop."""
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
        with Path(own, "lab.log").open("wb") as log:
            server = subprocess.Popen(command, env=env, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            url, token = address(Path(own, "runtime"), server)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
                )
                count = run_notebook(browser.new_page(), f"{url}lab/tree/{notebook}?token={token}")
                browser.close()
        except BaseException:
            print(Path(own, "lab.log").read_text("utf-8", "replace")[-3000:], file=sys.stderr)
            raise
        finally:
            server.terminate()
            server.wait()
    print(f"JupyterLab ran {notebook}: {count} exercises on the page")


if __name__ == "__main__":
    main(*sys.argv[1:])
