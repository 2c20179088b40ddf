"""Watches a page for everything that it should never do because of what it shows."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Frame, Page, Request, WebSocket

# What a page that only shows words can never hold, whatever they are.
FOREIGN_PARTS = """() => {
  const found = [];
  for (const node of document.querySelectorAll("*")) {
    for (const { name, value } of node.attributes) {
      if (name.startsWith("on")) found.push(`${node.tagName} ${name}=${value}`);
      const leads = ["href", "src", "action", "formaction", "xlink:href", "srcdoc", "data"].includes(name);
      const harmless = /^(https?:|mailto:|[/]static[/]|[/]control[/]files[/]|#main$)/.test(value);
      if (leads && !harmless) found.push(`${node.tagName} ${name}=${value}`);
      if (name === "style" && value.includes("url(")) found.push(`${node.tagName} style=${value}`);
    }
    if (["IFRAME", "OBJECT", "EMBED", "BASE"].includes(node.tagName)) found.push(node.tagName);
  }
  const scripts = document.querySelectorAll("script").length, styles = document.querySelectorAll("style").length;
  if (scripts !== 1 || styles !== 0) found.push(`${scripts} scripts, ${styles} styles`);
  return found;
}"""


class Watch:
    """What happened in a browser context that should not have: ran, went somewhere, asked somebody else."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.happened: list[str] = []
        self._host = urlsplit(home).netloc
        context.on("request", self._asked)
        context.on("page", self._opened)

    def _opened(self, page: Page) -> None:
        page.on("dialog", self._spoke)
        page.on("pageerror", lambda error: self.happened.append(f"an error: {error}"))
        page.on("console", self._complained)
        page.on("framenavigated", self._went)
        page.on("websocket", self._connected)

    def _spoke(self, dialog: Dialog) -> None:
        self.happened.append(f"a script ran: {dialog.message}")
        dialog.dismiss()

    def _complained(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.happened.append(f"an error: {message.text}")

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != self._host:
            self.happened.append(f"asked {request.url[:80]}")

    def _connected(self, socket: WebSocket) -> None:
        if urlsplit(socket.url).netloc != self._host:
            self.happened.append(f"connected to {socket.url[:80]}")

    def _went(self, frame: Frame) -> None:
        if urlsplit(frame.url).netloc not in (self._host, ""):
            self.happened.append(f"went to {frame.url[:80]}")

    def foreign_parts(self, page: Page) -> list[str]:
        """What stands in the page that words can never become."""
        return list(page.evaluate(FOREIGN_PARTS))
