"""The last step of signing in: the browser swaps the ticket for its cookie and opens the page anew."""

from zlib import crc32

import streamlit as st

_HTML = '<p role="status">Signing you in…</p>'

_CSS = "p { margin: 0; font: inherit; color: var(--st-text-color); }"

_JS = """
const FAILED = "We could not sign you in. Reload this page and try again.";
const NO_COOKIES = "Your browser refuses cookies. Allow them for this site, then reload this page and try again.";

async function enter(ticket, goTo, status) {
  let entered = false;
  try {
    const answer = await fetch("/enter", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ticket }),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(20000),
    });
    entered = answer.ok;
  } catch {
    entered = false;
  }
  if (!entered) {
    status.textContent = navigator.cookieEnabled ? FAILED : NO_COOKIES;
  } else if (goTo) {
    window.location.assign(goTo);
  } else {
    window.location.reload();
  }
}

export default function ({ data, parentElement }) {
  // Streamlit may call this again for the same ticket, which is good for one use only.
  globalThis.revalidationTickets ??= new Set();
  if (globalThis.revalidationTickets.has(data.ticket)) return;
  globalThis.revalidationTickets.add(data.ticket);
  enter(data.ticket, data.goTo, parentElement.querySelector("p"));
}
"""

_entering = st.components.v2.component("entering", html=_HTML, css=_CSS, js=_JS)


def enter(ticket: str, go_to: str | None = None) -> None:
    """Sign the browser in with a one-use ticket, then open `go_to`, or this page again.

    `go_to` is a path of ours; anything else is ignored, so it may come from the address.
    """
    # A ticket may hold two underscores in a row, which Streamlit refuses in a component's key.
    _entering(key=f"entering-{crc32(ticket.encode()):08x}", data={"ticket": ticket, "goTo": _inside(go_to)})


def _inside(go_to: str | None) -> str | None:
    """The path, if it cannot lead to another site."""
    is_ours = go_to is not None and go_to.startswith("/") and go_to.isprintable() and "\\" not in go_to
    return go_to if is_ours and go_to is not None and not go_to.startswith("//") else None
