"""Screenshots of the demo city: ``python tools/screenshots.py ADDRESS FOLDER``."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking",
             "--disable-component-update", "--disable-sync", "--no-first-run"]  # fmt: skip


def visit(page: Page, address: str, folder: Path, mark: str) -> None:
    """Walk a clerk's way and keep a picture of each page."""

    def keep(name: str) -> None:
        page.screenshot(path=folder / f"{mark}-{name}.png", full_page=True)

    page.goto(address)
    keep("start")
    page.get_by_role("button", name="市机关事务管理局 公务用车主管经办").click()
    keep("tasks")
    page.goto(f"{address}/vehicles/checks/new/")
    keep("new")
    page.goto(f"{address}/vehicles/checks/")
    keep("checks")
    page.get_by_role("link", name="崇左市公务用车台账").first.click()
    page.wait_for_url("**/checks/*/")
    keep("check")
    page.locator("#findings ~ .table-box tbody a").first.click()
    page.wait_for_url("**/rows/*/")
    if page.locator("details").count():
        page.locator("details").first.click()
    keep("row")
    page.get_by_role("link", name="打印核对意见").click()
    page.wait_for_url("**/letter/")
    keep("letter")
    page.goto(f"{address}/library/崇政办发〔2020〕1号/")
    keep("coverage")


def main() -> None:
    """Wide, narrow, large type."""
    address, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for mark, width, height, large in (
            ("wide", 1366, 768, False), ("narrow", 360, 740, False), ("large", 1366, 768, True),
        ):  # fmt: skip
            context = browser.new_context(viewport={"width": width, "height": height})
            if large:
                context.add_cookies([{"name": "guiju_large", "value": "1", "url": address}])
            visit(context.new_page(), address, folder, mark)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
