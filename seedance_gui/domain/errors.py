"""Everything that can go wrong, by whose doing.

::

    SeedanceError              what a person is told: what happened, what it means, what to do
    ├── PersonError            can be mended here: a token, a file, a full disk
    │   ├── TokenError             missing or not accepted (20001, 401)
    │   ├── FileProblemError       a file that can't be used or read
    │   └── DiskFullError          no room to keep a video
    ├── ServiceError           the service or the way to it
    │   ├── NeverSentError         the request never left: it may be sent again
    │   ├── RefusedError           the service took no order: nothing was billed
    │   ├── UnclearError           it may have arrived: never sent again by itself
    │   ├── BusyError              429, asked to wait (``retry_after`` seconds, None where it named none)
    │   ├── PassingError           a passing fault of theirs while asking (5xx, -1, cut): ask again later
    │   │   └── NoSuchCallError        the address has no such call (404): another one may
    │   ├── NoSuchTaskError        the service doesn't know the task (yet)
    │   └── LinkExpiredError       the link of a video no longer works
    └── OwnError               a fault of this program

An error's text is plain words for a log and for "technical detail"; ``message`` is what a person reads.
Neither ever holds a token or the query of a link.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedance_gui.domain.messages import Message


class SeedanceError(Exception):
    """The root. ``message`` is for a person; ``detail`` for whoever helps them."""

    def __init__(self, message: Message, detail: str = "") -> None:
        super().__init__(f"{message} {detail}".strip())
        self.message = message
        self.detail = detail


class PersonError(SeedanceError):
    """Can be mended by the person."""


class TokenError(PersonError):
    """The token is missing or was not accepted. Nothing was billed."""


class FileProblemError(PersonError):
    """A file can't be used or read."""


class DiskFullError(PersonError):
    """There is no room to keep a video."""


class ServiceError(SeedanceError):
    """The service, or the way to it."""


class NeverSentError(ServiceError):
    """The request never left this computer: it may be sent again."""


class RefusedError(ServiceError):
    """The service took no order: nothing was billed. ``code`` and ``service_text`` are its own."""

    def __init__(self, message: Message, detail: str = "", *, code: str = "", service_text: str = "") -> None:
        super().__init__(message, detail)
        self.code = code
        self.service_text = service_text


class UnclearError(ServiceError):
    """The request may have arrived: it is never sent again by itself."""


class BusyError(ServiceError):
    """The service asks to wait; ``retry_after`` in seconds, None where it named no time."""

    def __init__(self, message: Message, detail: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(message, detail)
        self.retry_after = retry_after


class PassingError(ServiceError):
    """A passing fault while asking, which costs nothing: ask again later."""


class NoSuchCallError(PassingError):
    """The service has no such call at this address, or there is no such service."""


class NoSuchTaskError(ServiceError):
    """The service doesn't know the task, or not yet."""


class LinkExpiredError(ServiceError):
    """The link of a video no longer works."""


class OwnError(SeedanceError):
    """A fault of this program."""
