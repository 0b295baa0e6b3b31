"""The calls of the service, typed. Every fault that leaves here is one of ``domain.errors``.

Addresses, headers and replies: see ``../shared/service.md`` of the project; [S], [P], [N] mark the source.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from seedance_gui.domain.errors import (
    FileProblemError,
    NoSuchCallError,
    PassingError,
    RefusedError,
    TokenError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.links import origin_of
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import error_mapping, public_http
from seedance_gui.services.api.models import Asset, Balance, Created, Quota
from seedance_gui.services.api.multipart import opened_form
from seedance_gui.services.api.response_parsing import (
    LONGEST_LINK,
    http_date,
    number,
    report_of,
    task_id_of,
    text_of,
)
from seedance_gui.services.api.transport import WIRE_FAULTS, transport_to
from seedance_gui.services.media.media_info import UNKNOWN_MEDIA
from seedance_gui.services.platform.clock import Clock
from seedance_gui.services.platform.redaction import redact

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    import httpx

    from seedance_gui.domain.task import Report
    from seedance_gui.services.api.multipart import FileForm
    from seedance_gui.services.api.transport import HttpTransport, Reply
    from seedance_gui.services.media.media_info import MediaInfo

PREFIX = "/api/open-api/v1"
BALANCE = "/user/balance"
QUOTA = "/key/balance"
NO_TASK = "/videos/0"
"""A task that does not exist."""
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds within which a whole call must be over, and the largest file to upload in bytes [P]."""

    create: float = 150.0
    asking: float = 45.0
    upload_least: float = 120.0
    upload_bytes_a_second: int = 32 * 1024
    largest_upload: int = 100 * 1024 * 1024


class ApiClient:
    """The service at ``base_url``, as the owner of ``token`` (none for calls that need none).

    Making one does nothing yet: no certificate is read and nothing is connected before the first call.
    """

    def __init__(
        self, base_url: str, token: str, *, clock: Clock | None = None, limits: Limits | None = None
    ) -> None:
        self._base = base_url.strip().rstrip("/")
        self._token = token.strip()
        self._clock = clock or Clock()
        self._limits = limits or Limits()
        self._transport: HttpTransport | None = None
        # The service's time, as its last reply said, less our monotonic clock: our time may be set wrong.
        self._service_time: float | None = None
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._retired = False
        self._has_balance: bool | None = None

    # -- making videos

    async def create(self, body: Mapping[str, Any]) -> Created:
        """Order a video. It may be billed from the moment this is called.

        Raises:
            NeverSentError: it never left and may be sent again.
            RefusedError, TokenError: no order was taken and nothing billed.
            BusyError: no order was taken; it may be sent again after a while.
            UnclearError: it may have been taken: not to be sent again without being asked to.
        """
        reply = await self._send("POST", "/seedance/videos", body, paid=True)
        data = error_mapping.created(reply, self._redact, self._clock.wall())
        return Created(task_id_of(data), self._redact(text_of(data, "status", 100)))

    async def query(self, task_id: str) -> Report:
        """Ask how far a video is. Costs nothing.

        Raises:
            NoSuchTaskError: the service doesn't know it, or not yet. TokenError, BusyError, PassingError.
        """
        data = await self._ask("GET", f"/videos/{quote(task_id, safe='')}", of_task=True)
        report = report_of(data)
        # What the service says is kept and shown, and it may say back what it was told: token and links.
        return replace(report, status=self._redact(report.status), error=self._redact(report.error))

    async def upload(
        self,
        path: Path,
        progress: Callable[[int, int], None] | None = None,
        found: MediaInfo = UNKNOWN_MEDIA,
    ) -> str:
        """Bring a file to the service and return its public link, good for about 3 days [P].

        ``progress`` is told the bytes sent and all bytes; ``found`` is what a probe told. May be cancelled.

        Raises:
            FileProblemError: too large, gone or changed on the way. TokenError, BusyError, RefusedError,
            PassingError.
        """
        async with opened_form(path, self._limits.largest_upload, progress, found) as form:
            reply = await self._send("POST", "/files/upload", form=form)
        data = error_mapping.answered(reply, self._redact, self._clock.wall())
        link = text_of(data, "url", LONGEST_LINK)
        if not link:
            raise FileProblemError(Message(FaultMessage.UPLOAD_NO_LINK, name=path.name))
        return self.absolute(link)

    # -- the account

    async def balance(self) -> Balance | None:
        """Return the account's coins [N]; None where the address has no such call, which is asked for once.

        Free. Raises like every asking call.
        """
        if self._has_balance is False:
            return None
        try:
            data = await self._ask("GET", BALANCE)
        except NoSuchCallError:
            if self._has_balance:
                raise  # it had one a moment ago
            self._has_balance = False
            return None
        self._has_balance = True
        available = number(data.get("available"))
        return Balance(number(data.get("balance")) if available is None else available)

    async def quota(self) -> Quota | None:
        """Return this token's own quota [N]; None where the address has no such call. Free.

        Raises like every asking call.
        """
        try:
            data = await self._ask("GET", QUOTA)
        except NoSuchCallError:
            return None
        total = number(data.get("total_quota")) if data.get("unlimited") is not True else None
        left = number(data.get("available_quota")) if total else None  # 0: no cap
        return Quota(total or None, number(data.get("used_quota")), left)

    async def check_token(self) -> None:
        """Return if the service accepts the token. Free.

        The balance call alone tells nothing where an older host lacks it; asking for a task that does not
        exist then does [P].

        Raises:
            TokenError: it doesn't. BusyError, PassingError: it could not be checked.
        """
        if not self._token:
            raise TokenError(Message(FaultMessage.TOKEN_MISSING))
        reply = await self._send("GET", BALANCE)
        try:
            error_mapping.answered(reply, self._redact, self._clock.wall())
        except (PassingError, RefusedError):
            reply = await self._send("GET", NO_TASK)
            error_mapping.token_accepted(reply, self._redact, self._clock.wall())

    # -- saved assets (SP routes) [P]

    async def add_asset(self, name: str, kind: str, link: str) -> str:
        """Save a link as an asset and return its id. ``kind``: image, video, audio or text."""
        body = {"name": name, "type": kind, "url": link}
        return text_of(await self._ask("POST", "/seedance/sp/assets/upload", body), "asset_id", 300)

    async def asset(self, asset_id: str) -> Asset:
        """Return how an asset stands."""
        data = await self._ask("POST", "/seedance/sp/assets/detail", {"asset_id": asset_id})
        return _asset({"asset_id": asset_id, **data})

    async def assets(self, asset_ids: Sequence[str]) -> tuple[Asset, ...]:
        """Return how several assets stand."""
        data = await self._ask("POST", "/seedance/sp/assets/status", {"asset_ids": list(asset_ids)})
        items = data.get("items")
        return tuple(_asset(item) for item in items if isinstance(item, dict)) if items else ()

    # -- links

    def opened(
        self, link: str, headers: Mapping[str, str], own_origin: str = "", *, paid: bool = False
    ) -> AbstractAsyncContextManager[httpx.Response]:
        """GET a stranger's link, never with the token. See ``public_http.opened``.

        A ``paid`` video may also be at the service's own origin, private or not: the person entered it.
        """
        own_origin = own_origin or (origin_of(self._base) if paid else "")
        return public_http.opened(self.absolute(link), headers, own_origin, paid=paid)

    def absolute(self, link: str) -> str:
        """Return a link of the service whole: it was once seen as a relative path [N]."""
        try:
            return urljoin(self._base + "/", link)
        except ValueError:
            return link  # broken; whoever opens it says so

    # -- the rest

    def service_time(self) -> float | None:
        """Return the service's own time in Unix seconds, as far as a reply has told it."""
        return None if self._service_time is None else self._service_time + self._clock.monotonic()

    async def retire(self) -> None:
        """Close the connections once the calls under way have ended: a create may take ``Limits.create``.

        For a client that was replaced. A call that still begins works, on a connection of its own.
        """
        self._retired = True
        await self._idle.wait()
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connections; one that is in use when its call ends."""
        if self._transport is not None:
            await self._transport.aclose()
            self._transport = None

    def _redact(self, detail: str) -> str:
        return redact(detail, self._token)

    async def _ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, of_task: bool = False
    ) -> Mapping[str, Any]:
        reply = await self._send(method, path, body)
        return error_mapping.answered(reply, self._redact, self._clock.wall(), of_task=of_task)

    async def _send(
        self,
        method: str,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        form: FileForm | None = None,
        paid: bool = False,
    ) -> Reply:
        deadline = self._limits.create if paid else self._limits.asking
        content: bytes | AsyncIterator[bytes] | None = None
        headers: Mapping[str, str] | None = None
        if form is not None:
            deadline = self._limits.upload_least + form.length / self._limits.upload_bytes_a_second
            content, headers = form.parts(), form.headers
        elif body is not None:
            content, headers = json.dumps(body).encode("ascii"), JSON
        fresh = paid or form is not None or self._retired
        self._under_way += 1
        self._idle.clear()
        try:
            if self._transport is None:
                self._transport = transport_to(self._base, self._token)
            url = self._base + PREFIX + path
            reply = await self._transport.exchange(
                method, url, deadline=deadline, headers=headers, content=content, fresh=fresh
            )
        except WIRE_FAULTS as fault:
            error = error_mapping.of_create if paid else error_mapping.of_asking
            raise error(fault, self._redact) from None
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()
        if (said := http_date(reply.headers.get("date", ""))) is not None:
            self._service_time = said - self._clock.monotonic()
        return reply


def _asset(data: Mapping[str, Any]) -> Asset:
    return Asset(
        id=text_of(data, "asset_id", 300) or text_of(data, "id", 300),
        status=text_of(data, "status", 40),
        name=text_of(data, "name", 300),
        image=text_of(data, "image_url", LONGEST_LINK),
    )
