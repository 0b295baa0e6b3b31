"""Looks at links with the account where new orders go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.links import origin_of
from seedance_gui.services.media.link_probe import fetched, probe_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.services.accounts.accounts import Accounts
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.api.models import LinkProbeResult
    from seedance_gui.services.tasks.context import TaskContext
    from seedance_gui.services.uploads.uploads import Uploads


class Links:
    """``link_origin``: the service's own address where its uploads have their links there."""

    def __init__(
        self, context: TaskContext, accounts: Accounts, uploads: Uploads, link_origin: Callable[[], str]
    ) -> None:
        self._context, self._accounts = context, accounts
        self._uploads, self._link_origin = uploads, link_origin

    async def check(self, link: str) -> LinkProbeResult:
        """Tell whether a link answers."""
        return await probe_link(self._api(), self._context.media, link, self._origin_for(link))

    async def fetch(self, link: str) -> bytes:
        """Return what is behind a link. Raises ValueError."""
        return await fetched(self._api(), link, self._origin_for(link))

    def _origin_for(self, link: str) -> str:
        """Return the private address that a link may lead to: the service's, where it gave that link."""
        origin = self._link_origin()
        return origin if origin_of(link) == origin and self._uploads.gave(link) else self._context.own_origin

    def _api(self) -> ApiClient:
        account = self._accounts.current
        return account.connection.api or self._context.api_factory(account.address, "")
