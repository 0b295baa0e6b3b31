"""Take out what must not be read by others: tokens, and the queries of links, which are often signatures."""

from __future__ import annotations

import re

_BEARER = re.compile(r"(bearer\s+)[^\s'\"]+", re.IGNORECASE)
_USER = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/\s@'\"]+@", re.IGNORECASE)
_QUERY = re.compile(r"((?:\b[a-z][a-z0-9+.-]*://|/)[^\s?#'\"<>]*)\?[^\s'\"<>]+", re.IGNORECASE)
_FRAGMENT = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s?#'\"<>]*)#[^\s'\"<>]+", re.IGNORECASE)
_SHORTEST = 4
"""A "secret" shorter than this would blank out ordinary words."""


def redact(text: str, *secrets: str) -> str:
    """Return ``text`` without the given secrets, bearer tokens, and the queries and passwords of links."""
    text = _BEARER.sub(r"\1***", hide(text, *secrets))
    text = _USER.sub(r"\1***@", text)
    text = _QUERY.sub(r"\1?***", text)
    return _FRAGMENT.sub(r"\1#***", text)


def hide(text: str, *secrets: str) -> str:
    """Return ``text`` without the given secrets, and otherwise as it was."""
    for secret in secrets:
        for form in {secret, secret.strip(), *secret.split()}:
            if len(form) >= _SHORTEST:
                text = text.replace(form, "***")
    return text


def without_query(link: str) -> str:
    """Return a link up to its query."""
    return link.split("?", 1)[0].split("#", 1)[0] if "://" in link else link
