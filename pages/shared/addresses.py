"""Addresses of our own pages, as other devices open them."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from revalidation.settings import settings


def own_address(page: str, **query: int | str) -> str:
    """A page's full address, or that of another path: under the one in the settings, else under the browser's."""
    base = settings().address
    if not base:
        here = urlsplit(st.context.url or "")
        base = f"{here.scheme}://{here.netloc}" if here.netloc else ""
    return f"{base}/{page}?{urlencode(query)}" if query else f"{base}/{page}"
