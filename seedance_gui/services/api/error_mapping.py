"""From what went wrong on the wire to what a person is told: the one place where that is decided.

For the paid call there are four outcomes, and the difference is money:

- *never sent*: connecting failed, no place in the pool, the request itself was malformed → may be sent again;
- *refused*: the service answered that it takes no order → nothing billed;
- *busy* (429): not taken either, to be sent again later;
- *unclear*: everything else that leaves no task id. Also code ``-1``: "a passing fault on their side" says
  nothing about whether the order (and the charge) was already made when the fault came.

An id anywhere in the reply beats every code: what has an id can be asked for, and nothing is lost.
"""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import httpx

from seedance_gui.domain.errors import (
    BusyError,
    NeverSentError,
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

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from seedance_gui.services.api.response_parsing import Envelope
    from seedance_gui.services.api.transport import Reply

    type_of_redact = Callable[[str], str]

WIRE_FAULTS = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    transport.OddSetupError,
    transport.DeadlineError,
    transport.TooLargeError,
    OSError,
    ValueError,
)
"""Everything that an exchange can end in. OSError and ValueError: from the depths of socket, TLS and IDNA."""

_MOVED_FOR_SURE = {301, 307, 308}
_UNCLEAR_STATUS = {408, 499}
_PAYMENT_REQUIRED = 402


def of_create(fault: Exception, redact: type_of_redact) -> SeedanceError:
    """Return the error of a paid request that got no reply; what is none of the wire's is raised again."""
    if not isinstance(fault, WIRE_FAULTS):
        raise fault
    detail = redact(_name(fault))
    if isinstance(fault, transport.OddSetupError):
        return NeverSentError(Message(FaultMessage.PROXY_ODD), detail)
    if isinstance(fault, transport.NEVER_SENT):
        return NeverSentError(_unreached(fault, FaultMessage.NEVER_SENT), detail)
    return UnclearError(Message(FaultMessage.NOT_CONFIRMED), detail)


def of_asking(fault: Exception, redact: type_of_redact) -> SeedanceError:
    """Return the error of a free request that got no reply; what is none of the wire's is raised again."""
    if not isinstance(fault, WIRE_FAULTS):
        raise fault
    message = _unreached(fault, FaultMessage.NO_CONNECTION)
    if isinstance(fault, transport.OddSetupError):
        message = Message(FaultMessage.PROXY_ODD)
    elif isinstance(fault, transport.TooLargeError):
        message = Message(FaultMessage.UNREADABLE)
    return PassingError(message, redact(_name(fault)))


def created(reply: Reply, redact: type_of_redact, now: float) -> Mapping[str, Any]:
    """Return the data of a taken order, which has a task id; ``now`` in Unix seconds.

    Raises:
        UnclearError, RefusedError, TokenError, BusyError: see above.
    """
    envelope = _envelope(reply)
    if envelope is not None and response_parsing.task_id_of(envelope.data):
        return envelope.data
    detail = redact(_summary(reply, envelope))
    code = envelope.code if envelope is not None else ""
    if reply.status == 429:
        raise BusyError(
            Message(FaultMessage.BUSY), detail, retry_after=response_parsing.retry_after(reply.headers, now)
        )
    if code == response_parsing.PASSING_FAULT or reply.status in _UNCLEAR_STATUS:
        raise UnclearError(Message(FaultMessage.ANSWER_UNCLEAR), detail)
    if reply.status == 401 or code == response_parsing.BAD_TOKEN:
        raise TokenError(Message(FaultMessage.TOKEN_REFUSED), detail)
    told = envelope is not None and not envelope.success and envelope.code != "?"
    if reply.status in _MOVED_FOR_SURE:
        raise RefusedError(Message(FaultMessage.ADDRESS_MOVED), detail)
    if code == response_parsing.BAD_REQUEST or (told and reply.status < 300) or 400 <= reply.status < 500:
        raise _refused(reply, envelope, detail, redact, of_order=True)
    raise UnclearError(Message(FaultMessage.ANSWER_UNCLEAR), detail)


def answered(reply: Reply, redact: type_of_redact, now: float, *, of_task: bool = False) -> Mapping[str, Any]:
    """Return the data of a free call's reply; ``now`` in Unix seconds.

    Raises:
        TokenError, BusyError, NoSuchTaskError (only ``of_task``), RefusedError (never ``of_task``: asking for
        a paid video goes on whatever is answered), PassingError.
    """
    envelope = _envelope(reply)
    detail = redact(_summary(reply, envelope))
    code = envelope.code if envelope is not None else ""
    if reply.status == 429:
        raise BusyError(
            Message(FaultMessage.BUSY), detail, retry_after=response_parsing.retry_after(reply.headers, now)
        )
    if reply.status == 401 or code == response_parsing.BAD_TOKEN:
        raise TokenError(Message(FaultMessage.TOKEN_REFUSED), detail)
    if envelope is not None and envelope.success and reply.status < 300:
        return envelope.data
    if of_task and (reply.status == 404 or code == response_parsing.BAD_REQUEST):
        raise NoSuchTaskError(Message(FaultMessage.TASK_UNKNOWN), detail)
    if 300 <= reply.status < 400:
        raise PassingError(Message(FaultMessage.ADDRESS_MOVED), detail)
    if reply.status == 404:
        raise PassingError(Message(FaultMessage.NOT_THE_SERVICE), detail)
    if envelope is None and reply.status < 500:
        raise PassingError(Message(FaultMessage.UNREADABLE), detail)
    passing = (
        reply.status >= 500
        or reply.status in _UNCLEAR_STATUS
        or code
        in {
            response_parsing.PASSING_FAULT,
            "?",
        }
    )
    if passing or envelope is None:
        raise PassingError(Message(FaultMessage.SERVICE_FAULT), detail)
    if of_task:
        said = redact(envelope.message)
        raise PassingError(
            Message(FaultMessage.SERVICE_SAYS, message=said) if said else Message(FaultMessage.SERVICE_FAULT),
            detail,
        )
    raise _refused(reply, envelope, detail, redact)


def _refused(
    reply: Reply, envelope: Envelope | None, detail: str, redact: type_of_redact, *, of_order: bool = False
) -> RefusedError:
    code = envelope.code if envelope is not None else str(reply.status)
    said = redact(envelope.message) if envelope is not None else ""
    message = Message(FaultMessage.REFUSED)
    if reply.status == 404 and not said:
        message = Message(FaultMessage.NOT_THE_SERVICE)
    elif of_order and (reply.status == _PAYMENT_REQUIRED or response_parsing.lacks_coins(said)):
        message = Message(FaultMessage.NO_BALANCE)
    return RefusedError(message, detail, code=code, service_text=said)


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
    if isinstance(fault, httpx.InvalidURL | httpx.UnsupportedProtocol):
        return Message(FaultMessage.ADDRESS_ODD)
    if isinstance(fault, httpx.ProxyError):
        return Message(FaultMessage.PROXY_ODD)
    return Message(otherwise)


def _name(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"[:500]


def _summary(reply: Reply, envelope: Envelope | None) -> str:
    if envelope is None:
        kind = reply.headers.get("content-type", "no type")[:60]
        return f"HTTP {reply.status}, {len(reply.body)} bytes of {kind}"
    return f"HTTP {reply.status}, code {envelope.code or '(none)'}: {envelope.message[:500]}"
