"""The one door to the client: everything behind it needs httpx and ssl, which the start can do without."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.services.api.client import ApiClient


def load_api() -> type[ApiClient]:
    """Return the client's class. The first call imports for up to half a second: make it in a thread.

    Raises:
        RefusalsFileError: the list of refusals in the resources is wrong.
    """
    # httpx brings in its command line (80 modules, 4 MiB) where click and rich happen to be installed.
    sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type] # which says that there is none
    from anyio._backends import _asyncio  # noqa: F401, PLC0415 - else httpx loads it at the first request,
    from httpcore import AsyncConnectionPool  # noqa: F401, PLC0415 - and this at the first client

    from seedance_gui.services.api import client, refusals, transport  # noqa: PLC0415 - the one late import

    refusals.refusals()
    transport.trusted()
    return client.ApiClient
