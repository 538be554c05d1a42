"""What the browser is told not to do with our pages, and the addresses of Streamlit's that stay closed."""

import base64
import hashlib
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from revalidation.web.identity import is_secure

_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")


class _InlineScripts(HTMLParser):
    """Collects the text of the scripts that stand in a page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and "src" not in dict(attrs)

    def handle_endtag(self, _tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def script_hashes(page: str) -> list[str]:
    """The inline scripts of a page as a content-security policy names them."""
    scripts = _InlineScripts()
    scripts.feed(page)
    scripts.close()
    digests = [hashlib.sha256(script.encode()).digest() for script in scripts.found]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def _streamlit_page() -> str:
    """The page Streamlit serves; found without importing Streamlit, which nothing here may know."""
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        return ""
    return (Path(spec.origin).parent / "static" / "index.html").read_text(encoding="utf-8")


def content_security_policy() -> str:
    """Only our own scripts run, and nothing is fetched from elsewhere. Components arrive as blob: scripts."""
    scripts = " ".join(["'self'", "blob:", *script_hashes(_streamlit_page())])
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "media-src 'self' blob:",
            "manifest-src 'self'",
            "worker-src 'self' blob:",
            "frame-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def _always() -> dict[str, str]:
    """The headers every answer has, unless its route says something of its own."""
    unwanted = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
    return {
        "Content-Security-Policy": content_security_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",  # an invitation's address holds its token
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in unwanted),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",  # Streamlit names how long its own files keep
    }


class SecurityHeaders:
    """Middleware that adds the headers and answers 404 at the closed addresses."""

    def __init__(self, app: ASGIApp, public_address: str = "") -> None:
        """Wrap `app`; an https `public_address` means https even when a proxy speaks http to us."""
        self._app = app
        self._public_address = public_address
        self._headers = _always()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request pass, with the headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message), secure=is_secure(scope, self._public_address))
            await send(message)

        app = Response(status_code=404) if scope["path"].startswith(_CLOSED) else self._app
        await app(scope, receive, send_with_headers)

    def _add_headers(self, headers: MutableHeaders, *, secure: bool) -> None:
        """Add what the answer does not say itself."""
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        if secure:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")
