"""From what went wrong on the wire to what a person is told: the one place where that is decided.

For the paid call there are four outcomes, and the difference is money:

- *never sent*: connecting failed, no place in the pool, the request itself was malformed → may be sent again;
- *refused*: one of the answers of ``refusals`` → no order, nothing billed;
- *busy* (429): not taken either, to be sent again later;
- *unclear*: everything else that leaves no task id. Also code ``-1``: "a passing fault on their side" says
  nothing about whether the order (and the charge) was already made when the fault came.

An id anywhere in the reply beats every code: what has an id can be asked for, and nothing is lost.
"""

from __future__ import annotations

import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeAlias

import httpx
from socksio import SOCKSError

from seedance_gui.domain.errors import (
    BusyError,
    NeverSentError,
    NoSuchCallError,
    NoSuchTaskError,
    PassingError,
    RefusedError,
    SeedanceError,
    TokenError,
    UnclearError,
)
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.api import response_parsing, transport
from seedance_gui.services.api.refusals import refusals
from seedance_gui.services.api.response_parsing import read_envelope, task_id_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_gui.services.api.response_parsing import Envelope
    from seedance_gui.services.api.transport import Reply

    Redact: TypeAlias = Callable[[str], str]

_TRANSIENT_STATUS = frozenset({408, 499})
_NO_REFUSAL = frozenset({response_parsing.PASSING_FAULT, response_parsing.NO_VERDICT})


def of_create(fault: Exception, redact: Redact) -> SeedanceError:
    """Return the error of a paid request that got no reply. ``fault``: one of ``WIRE_FAULTS``."""
    if isinstance(fault, transport.NeverSentFault):
        return NeverSentError(_unreached(fault, FaultMessage.NEVER_SENT), redact(_name(fault)))
    return UnclearError(Message(FaultMessage.NOT_CONFIRMED), redact(_name(fault)))


def of_asking(fault: Exception, redact: Redact) -> SeedanceError:
    """Return the error of a free request that got no reply. ``fault``: one of ``WIRE_FAULTS``."""
    return PassingError(_unreached(fault, FaultMessage.NO_CONNECTION), redact(_name(fault)))


def created(reply: Reply, redact: Redact, now: float) -> Mapping[str, Any]:
    """Return the data of a taken order, which has a task id; ``now`` in Unix seconds.

    Raises:
        UnclearError, RefusedError, TokenError, BusyError: see above.
    """
    envelope = read_envelope(reply.body)
    if task_id_of(envelope.data):
        return envelope.data
    detail = _detail_of(reply, envelope, redact, now)
    known = refusals()
    lacks_coins = not envelope.success and known.lacks_coins(envelope.message)
    refused = envelope.code in known.codes or (
        reply.status in known.statuses and envelope.code != response_parsing.PASSING_FAULT
    )
    if not (lacks_coins or refused):
        raise UnclearError(Message(FaultMessage.ANSWER_UNCLEAR), detail)
    unpaid = lacks_coins or reply.status == HTTPStatus.PAYMENT_REQUIRED
    because = FaultMessage.NO_BALANCE if unpaid else FaultMessage.REFUSED
    raise _refused(reply, envelope, detail, redact, because)


def answered(reply: Reply, redact: Redact, now: float, *, of_task: bool = False) -> Mapping[str, Any]:
    """Return the data of a free call's reply; ``now`` in Unix seconds.

    Raises:
        TokenError, BusyError, NoSuchTaskError (only ``of_task``), RefusedError (never ``of_task``: asking for
        a paid video goes on whatever is answered), PassingError.
    """
    envelope = read_envelope(reply.body)
    detail = _detail_of(reply, envelope, redact, now)
    if envelope.success and reply.status < 300:
        return envelope.data
    if of_task and (reply.status == 404 or envelope.code == response_parsing.BAD_REQUEST):
        raise NoSuchTaskError(Message(FaultMessage.TASK_UNKNOWN), detail)
    if 300 <= reply.status < 400:
        raise PassingError(Message(FaultMessage.ADDRESS_MOVED), detail)
    if reply.status == 404:
        raise NoSuchCallError(Message(FaultMessage.NOT_THE_SERVICE), detail)
    transient = reply.status >= 500 or reply.status in _TRANSIENT_STATUS
    if not envelope.readable and reply.status < 500:
        raise PassingError(Message(FaultMessage.UNREADABLE), detail)
    said = redact(envelope.message)
    if transient or envelope.code in _NO_REFUSAL or (of_task and not said):
        raise PassingError(Message(FaultMessage.SERVICE_FAULT), detail)
    if of_task:
        raise PassingError(Message(FaultMessage.SERVICE_SAYS, message=said), detail)
    raise _refused(reply, envelope, detail, redact, FaultMessage.REFUSED)


def token_accepted(reply: Reply, redact: Redact, now: float) -> None:
    """Return if the reply to a question about a task that doesn't exist is the service's, and not a no.

    Raises:
        TokenError, BusyError. PassingError: a gateway or a web page answered, not the service.
    """
    envelope = read_envelope(reply.body)
    detail = _detail_of(reply, envelope, redact, now)
    page = "html" in reply.headers.get("content-type", "").lower()
    if not envelope.readable and (page or reply.status != HTTPStatus.NOT_FOUND):
        transient = reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        code = FaultMessage.SERVICE_FAULT if transient else FaultMessage.NOT_THE_SERVICE
        raise PassingError(Message(code), detail)


def _detail_of(reply: Reply, envelope: Envelope, redact: Redact, now: float) -> str:
    """Return the technical detail of a reply.

    Raises:
        BusyError, TokenError: patience, and a bad token, mean the same in every call.
    """
    if envelope.readable:
        told = f"code {envelope.code or '(none)'}: {envelope.message[:500]}"
    else:
        told = f"{len(reply.body)} bytes of {reply.headers.get('content-type', 'no type')[:60]}"
    detail = redact(f"HTTP {reply.status}, {told}")
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        patience = response_parsing.retry_after(reply.headers, now)
        raise BusyError(Message(FaultMessage.BUSY), detail, retry_after=patience)
    if envelope.code == response_parsing.BAD_TOKEN or reply.status == HTTPStatus.UNAUTHORIZED:
        raise TokenError(Message(FaultMessage.TOKEN_REFUSED), detail)
    return detail


def _refused(
    reply: Reply, envelope: Envelope, detail: str, redact: Redact, because: FaultMessage
) -> RefusedError:
    said = redact(envelope.message)
    if reply.status == HTTPStatus.NOT_FOUND and not said:
        because = FaultMessage.NOT_THE_SERVICE
    code = envelope.code if envelope.readable else str(reply.status)
    return RefusedError(Message(because), detail, code=code, service_text=said)


def _unreached(fault: Exception, otherwise: FaultMessage) -> Message:
    wrapped: BaseException | None = fault
    for _ in range(8):  # httpx and httpcore wrap what the socket said
        if isinstance(wrapped, ssl.SSLCertVerificationError):
            return Message(FaultMessage.NOT_SECURE)
        wrapped = wrapped and (wrapped.__cause__ or wrapped.__context__)
    cause = _cause(fault)
    if isinstance(cause, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Message(FaultMessage.ADDRESS_ODD)
    if isinstance(cause, transport.OddSetupError | httpx.ProxyError | SOCKSError | AssertionError):
        return Message(FaultMessage.PROXY_ODD)
    return Message(FaultMessage.UNREADABLE if isinstance(cause, transport.TooLargeError) else otherwise)


def _cause(fault: Exception) -> BaseException:
    return fault.__cause__ or fault if isinstance(fault, transport.NeverSentFault) else fault


def _name(fault: Exception) -> str:
    cause = _cause(fault)
    return f"{type(cause).__name__}: {cause}"[:500]
