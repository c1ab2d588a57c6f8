"""Opens a dossier in a real browser: does every link inside it land, does nothing leave the file, is it readable?

    uv run python tests/benchmarks/dossier_in_browser.py DOSSIER.html --pictures FOLDER

Chromium is driven over a pipe. What every link inside leads to is brought into view; 150 links are clicked (a browser
follows no more than 200 in ten seconds). Requests are those the browser itself reports: the only one must be the file.
Pictures at the width of a desktop and of a phone, in light and dark, and the pages on paper are left in the folder, to
be looked at.
"""

import argparse
import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DESKTOP, PHONE = (1280, 900), (390, 844)
VIEWS = (  # name, size, dark, the id that is in view
    ("desktop-light", DESKTOP, False, ""),
    ("desktop-article", DESKTOP, False, "a2"),
    ("desktop-dark", DESKTOP, True, "a2"),
    ("desktop-notes", DESKTOP, False, "notes"),
    ("desktop-sources", DESKTOP, False, "sources"),
    ("desktop-names", DESKTOP, False, "names"),
    ("desktop-prints", DESKTOP, False, "prints"),
    ("phone-light", PHONE, False, ""),
    ("phone-article", PHONE, False, "a2"),
    ("phone-dark", PHONE, True, "a2"),
    ("phone-names", PHONE, False, "names"),
    ("phone-prints", PHONE, True, "prints"),
)
FOLLOW = """(() => {
  const wrong = [], links = [...document.querySelectorAll('a[href^="#"]')], step = Math.ceil(links.length / 150);
  let clicked = 0;
  links.forEach((link, number) => {
    const id = decodeURIComponent(link.getAttribute('href').slice(1));
    const target = document.getElementById(id);
    if (!target) { wrong.push(id + ': is not there'); return; }
    if (number % step == 0) {
      link.click(); clicked++;
      if (location.hash !== '#' + id) wrong.push(id + ': was not gone to');
    } else target.scrollIntoView();
    const box = target.getBoundingClientRect();
    if (box.height == 0 || box.bottom < 0 || box.top > innerHeight) wrong.push(id + ': is not in view');
  });
  const ids = [...document.querySelectorAll('[id]')].map(one => one.id);
  if (new Set(ids).size !== ids.length) wrong.push('ids stand there twice');
  return JSON.stringify({links: links.length, clicked, wrong: wrong.slice(0, 20), wrongs: wrong.length});
})()"""
FACTS = """JSON.stringify({
  wider: document.documentElement.scrollWidth - innerWidth,
  loaded: performance.getEntriesByType('resource').map(one => one.name),
  scripts: document.scripts.length, pictures: document.images.length, mode: document.compatMode,
  text: parseFloat(getComputedStyle(document.querySelector('.text p') || document.body).fontSize)
})"""


class Browser:
    """One page of a headless Chromium. One thread."""

    def __init__(self, program: str, folder: str) -> None:
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        wrapped = ("sh", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "sh")  # where Chromium looks for the pipe
        self._process = subprocess.Popen(
            [
                *wrapped, program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--remote-debugging-pipe", "--no-first-run", "--disable-background-networking",
                f"--user-data-dir={folder}", "about:blank",
            ],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(theirs_in)
        os.close(theirs_out)
        self._to, self._from = os.fdopen(ours_out, "wb", 0), os.fdopen(ours_in, "rb")
        self._number, self._rest, self._session = 0, b"", ""
        self.requests: list[str] = []
        self._loaded = False
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, **parameters: object) -> dict:
        self._number += 1
        order = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            order["sessionId"] = self._session
        self._to.write(json.dumps(order).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, page: Path, size: tuple[int, int], *, dark: bool, anchor: str = "") -> None:
        width, height = size
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", features=[scheme])
        self._loaded = False
        self.ask("Page.navigate", url="about:blank")
        self._wait()
        self.ask("Page.navigate", url=page.absolute().as_uri() + (f"#{anchor}" if anchor else ""))
        self._wait()

    def evaluate(self, script: str) -> dict:
        return json.loads(self.ask("Runtime.evaluate", expression=script, returnByValue=True)["result"]["value"])

    def picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.ask("Page.captureScreenshot", format="png")["data"]))

    def pages(self, path: Path) -> None:
        printed = self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=False)
        path.write_bytes(base64.b64decode(printed["data"]))

    def close(self) -> None:
        self._session = ""
        self.ask("Browser.close")
        self._process.wait(20)

    def _wait(self) -> None:
        while not self._loaded:
            self._next()
        self._loaded = False

    def _next(self) -> dict:
        while b"\0" not in self._rest:
            piece = self._from.read1(1 << 20)
            if not piece:
                raise RuntimeError("the browser has gone")
            self._rest += piece
        message, _, self._rest = self._rest.partition(b"\0")
        event = json.loads(message)
        if event.get("method") == "Network.requestWillBeSent":
            self.requests.append(event["params"]["request"]["url"])
        self._loaded = self._loaded or event.get("method") == "Page.loadEventFired"
        return event


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dossier", type=Path)
    parser.add_argument("--pictures", type=Path, required=True)
    options = parser.parse_args()
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("There is no Chromium here.", file=sys.stderr)
        return 2
    options.pictures.mkdir(parents=True, exist_ok=True)
    problems = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        for name, size, dark, anchor in VIEWS:
            browser.open(options.dossier, size, dark=dark, anchor=anchor)
            facts = browser.evaluate(FACTS)
            browser.picture(options.pictures / f"{name}.png")
            print(f"{name}: {facts}")
            problems += [f"{name}: wider than the screen"] if facts["wider"] > 0 else []
            problems += [f"{name}: {what} loaded" for what in facts["loaded"]]
            problems += [f"{name}: scripts"] if facts["scripts"] else []
        browser.open(options.dossier, DESKTOP, dark=False)
        clicked = browser.evaluate(FOLLOW)
        print(f"links: {clicked}")
        problems += clicked["wrong"]
        browser.open(options.dossier, DESKTOP, dark=False)
        browser.pages(options.pictures / "pages.pdf")
        allowed = options.dossier.absolute().as_uri()
        others = {url for url in browser.requests if url.partition("#")[0] not in (allowed, "about:blank")}
        print(f"requests: {len(browser.requests)}, others than the file: {sorted(others) or 'none'}")
        problems += [f"requested: {url}" for url in others]
        browser.close()
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
