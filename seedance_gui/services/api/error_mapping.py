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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_gui.services.api.response_parsing import Envelope
    from seedance_gui.services.api.transport import Reply

    Redact: TypeAlias = Callable[[str], str]

_TRANSIENT_STATUS = frozenset({408, 499})


def of_create(fault: Exception, redact: Redact) -> SeedanceError:
    """Return the error of a paid request that got no reply; what is none of the wire's is raised again."""
    if not isinstance(fault, transport.WIRE_FAULTS):
        raise fault
    if isinstance(fault, transport.NeverSentFault):
        return NeverSentError(_unreached(fault, FaultMessage.NEVER_SENT), redact(_name(fault)))
    return UnclearError(Message(FaultMessage.NOT_CONFIRMED), redact(_name(fault)))


def of_asking(fault: Exception, redact: Redact) -> SeedanceError:
    """Return the error of a free request that got no reply; what is none of the wire's is raised again."""
    if not isinstance(fault, transport.WIRE_FAULTS):
        raise fault
    return PassingError(_unreached(fault, FaultMessage.NO_CONNECTION), redact(_name(fault)))


def created(reply: Reply, redact: Redact, now: float) -> Mapping[str, Any]:
    """Return the data of a taken order, which has a task id; ``now`` in Unix seconds.

    Raises:
        UnclearError, RefusedError, TokenError, BusyError: see above.
    """
    envelope = _envelope(reply)
    if envelope is not None and response_parsing.task_id_of(envelope.data):
        return envelope.data
    detail = redact(_summary(reply, envelope))
    _raise_if_told_by_all(reply, envelope, detail, now)
    known = refusals()
    lacks_coins = envelope is not None and not envelope.success and known.lacks_coins(envelope.message)
    code = envelope.code if envelope is not None else ""
    refused = code in known.codes or (
        reply.status in known.statuses and code != response_parsing.PASSING_FAULT
    )
    if not (lacks_coins or refused):
        raise UnclearError(Message(FaultMessage.ANSWER_UNCLEAR), detail)
    if lacks_coins or reply.status == HTTPStatus.PAYMENT_REQUIRED:
        raise _refused(reply, envelope, detail, redact, FaultMessage.NO_BALANCE)
    raise _refused(reply, envelope, detail, redact)


def answered(reply: Reply, redact: Redact, now: float, *, of_task: bool = False) -> Mapping[str, Any]:
    """Return the data of a free call's reply; ``now`` in Unix seconds.

    Raises:
        TokenError, BusyError, NoSuchTaskError (only ``of_task``), RefusedError (never ``of_task``: asking for
        a paid video goes on whatever is answered), PassingError.
    """
    envelope = _envelope(reply)
    detail = redact(_summary(reply, envelope))
    _raise_if_told_by_all(reply, envelope, detail, now)
    if envelope is not None and envelope.success and reply.status < 300:
        return envelope.data
    code = envelope.code if envelope is not None else ""
    if of_task and (reply.status == 404 or code == response_parsing.BAD_REQUEST):
        raise NoSuchTaskError(Message(FaultMessage.TASK_UNKNOWN), detail)
    if 300 <= reply.status < 400:
        raise PassingError(Message(FaultMessage.ADDRESS_MOVED), detail)
    if reply.status == 404:
        raise NoSuchCallError(Message(FaultMessage.NOT_THE_SERVICE), detail)
    if envelope is None and reply.status < 500:
        raise PassingError(Message(FaultMessage.UNREADABLE), detail)
    transient = reply.status >= 500 or reply.status in _TRANSIENT_STATUS
    if transient or envelope is None or code in {response_parsing.PASSING_FAULT, response_parsing.NO_VERDICT}:
        raise PassingError(Message(FaultMessage.SERVICE_FAULT), detail)
    if of_task:
        said = redact(envelope.message)
        message = Message(FaultMessage.SERVICE_SAYS, message=said)
        raise PassingError(message if said else Message(FaultMessage.SERVICE_FAULT), detail)
    raise _refused(reply, envelope, detail, redact)


def token_accepted(reply: Reply, redact: Redact, now: float) -> None:
    """Return if the reply to a question about a task that doesn't exist is the service's, and not a no.

    Raises:
        TokenError, BusyError. PassingError: a gateway or a web page answered, not the service.
    """
    envelope = _envelope(reply)
    detail = redact(_summary(reply, envelope))
    _raise_if_told_by_all(reply, envelope, detail, now)
    page = "html" in reply.headers.get("content-type", "").lower()
    if envelope is None and (page or reply.status != HTTPStatus.NOT_FOUND):
        passing = reply.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        raise PassingError(
            Message(FaultMessage.SERVICE_FAULT if passing else FaultMessage.NOT_THE_SERVICE), detail
        )


def _raise_if_told_by_all(reply: Reply, envelope: Envelope | None, detail: str, now: float) -> None:
    """Raise what means the same in every call: patience (BusyError) and a bad token (TokenError)."""
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        patience = response_parsing.retry_after(reply.headers, now)
        raise BusyError(Message(FaultMessage.BUSY), detail, retry_after=patience)
    bad = envelope is not None and envelope.code == response_parsing.BAD_TOKEN
    if bad or reply.status == HTTPStatus.UNAUTHORIZED:
        raise TokenError(Message(FaultMessage.TOKEN_REFUSED), detail)


def _refused(
    reply: Reply,
    envelope: Envelope | None,
    detail: str,
    redact: Redact,
    because: FaultMessage = FaultMessage.REFUSED,
) -> RefusedError:
    said = redact(envelope.message) if envelope is not None else ""
    if reply.status == HTTPStatus.NOT_FOUND and not said:
        because = FaultMessage.NOT_THE_SERVICE
    code = envelope.code if envelope is not None else str(reply.status)
    return RefusedError(Message(because), detail, code=code, service_text=said)


def _envelope(reply: Reply) -> Envelope | None:
    try:
        return response_parsing.read_envelope(reply.body)
    except response_parsing.UnreadableReplyError:
        return None


def _unreached(fault: Exception, otherwise: FaultMessage) -> Message:
    cause: BaseException | None = fault
    for _ in range(8):  # httpx and httpcore wrap what the socket said
        if cause is None:
            break
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Message(FaultMessage.NOT_SECURE)
        cause = cause.__cause__ or cause.__context__
    cause = _cause(fault)
    if isinstance(cause, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Message(FaultMessage.ADDRESS_ODD)
    if isinstance(cause, transport.OddSetupError | httpx.ProxyError | SOCKSError | AssertionError):
        return Message(FaultMessage.PROXY_ODD)
    if isinstance(cause, transport.TooLargeError):
        return Message(FaultMessage.UNREADABLE)
    return Message(otherwise)


def _cause(fault: Exception) -> BaseException:
    return fault.__cause__ or fault if isinstance(fault, transport.NeverSentFault) else fault


def _name(fault: Exception) -> str:
    cause = _cause(fault)
    return f"{type(cause).__name__}: {cause}"[:500]


def _summary(reply: Reply, envelope: Envelope | None) -> str:
    if envelope is None:
        kind = reply.headers.get("content-type", "no type")[:60]
        return f"HTTP {reply.status}, {len(reply.body)} bytes of {kind}"
    return f"HTTP {reply.status}, code {envelope.code or '(none)'}: {envelope.message[:500]}"
