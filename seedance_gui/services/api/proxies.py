"""Which proxy a request goes through, by the environment's settings or, without those, the system's.

# WORKAROUND for https://github.com/encode/httpx/discussions/2911: httpx sets up every proxy that is named, so
# one that it can't use (``ALL_PROXY=socks://…``) breaks the one that works, and ``NO_PROXY=[::1]`` raises.
"""

from __future__ import annotations

import urllib.request
from urllib.parse import urlsplit

_SOCKS = {"socks", "socks4"}
"""Desktops write ``socks://``, and Python reads Windows' settings as ``socks4://``: SOCKS 5 is tried."""


def proxy_for(url: str) -> str:
    """Return the URL of the proxy for a request, empty for none. May ask the system: call it in a thread."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    proxies = urllib.request.getproxies()
    ways_to_write_it = {host, f"[{host}]" if ":" in host else host, parts.netloc.rpartition("@")[2]}
    if any(map(urllib.request.proxy_bypass, ways_to_write_it)):
        return ""
    for name in (parts.scheme, "all"):
        if found := proxies.get(name, "").strip():
            return _whole(found)
    found = proxies.get("socks", "").strip()  # macOS names it http://
    return f"socks5://{found.rpartition('://')[2]}" if found else ""


def _whole(proxy: str) -> str:
    scheme, _, rest = proxy.rpartition("://")
    scheme = scheme.lower() or "http"
    return f"{'socks5' if scheme in _SOCKS else scheme}://{rest}"
