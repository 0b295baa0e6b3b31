"""What is said of an order that nobody confirmed: in words, in order, and never more than is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.address import website_of
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.unconfirmed import Cause, Unconfirmed, Verdict, alike
from seedance_gui.ui.kit.amounts import coin_unit, number_words
from seedance_gui.ui.kit.translator import counted, in_a_row
from seedance_gui.ui.tasks.command_table import Command, offered
from seedance_gui.ui.tasks.words import moment_of, service_reason, state_words, was_left

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedance_gui.domain.task import Task
    from seedance_gui.domain.unconfirmed import Reading
    from seedance_gui.ui.kit.translator import Words

_AGAIN = frozenset({FaultMessage.AGAIN_NOT_TAKEN, FaultMessage.AGAIN_STOPPED, FaultMessage.RESTORED})


@dataclass(frozen=True, slots=True)
class UnconfirmedWords:
    """What the card says, plain texts ready to read. Empty texts are not shown.

    ``coins`` is the balance in a few words, ``tells`` what that says of a charge, ``read`` when it was read,
    which it can be again if ``can_read``, ``later`` what it was then,
    which says nothing of this order. ``look`` is the first step. ``consequences`` are the commands that are
    offered, with what each leads to.
    """

    title: str
    happened: str
    coins: str = ""
    tells: str = ""
    read: str = ""
    can_read: bool = False
    later: str = ""
    look: str = ""
    consequences: Mapping[Command, str] = field(default_factory=dict)
    detail: str = ""


def unconfirmed_words(
    task: Task, say: Words, *, practice: bool, now: float, later: Reading | None = None
) -> UnconfirmedWords:
    """Return what the card says of a NOT_CONFIRMED task. ``now``: Unix seconds."""
    known = task.unconfirmed or Unconfirmed()
    sent = known.sent or (task.created,)
    times = [moment_of(moment, now) for moment in sent]
    website = website_of(task.service)
    return UnconfirmedWords(
        title=state_words(task),
        happened=_happened(task, known, say, times),
        coins=_coins(known, practice),
        tells=_tells(known, len(sent)),
        read=_read(known, now),
        can_read=not was_left(task),
        later=_later(known, later, practice, now),
        look=_look(times[-1], website, practice),
        consequences=_consequences(task, website, practice),
        detail=known.detail,
    )


def _happened(task: Task, known: Unconfirmed, say: Words, times: list[str]) -> str:
    translate = QCoreApplication.translate
    status_message = task.status_message
    if status_message is not None and status_message.code in _AGAIN:
        return in_a_row((say.text(status_message), service_reason(task)))
    if len(times) > 1:
        text = counted(
            "tasks",
            QT_TRANSLATE_NOOP(
                "tasks",
                "It was sent %n times, the last time at {time}, and no answer confirmed it. "
                "The service may have taken any of these orders, or none.",
                None,
                1,
            ),
            len(times),
        )
        return text.format(time=times[-1])
    told = {
        Cause.BROKE: translate(
            "tasks",
            "The connection broke at {time}, while the order was on its way. "
            "The service may have taken it, or not: no answer came back.",
        ),
        Cause.ENDED: translate(
            "tasks",
            "The program ended before the service had answered the order of {time}. "
            "The service may have taken it, or not.",
        ),
        Cause.ANSWER: translate(
            "tasks",
            "The service answered the order of {time}, but not whether it took it. "
            "It may have taken it, or not.",
        ),
    }
    return told[known.cause].format(time=times[0])


def _coins(known: Unconfirmed, practice: bool) -> str:
    """Return the balance, before and now, as the top bar shows it."""
    translate = QCoreApplication.translate
    unit = coin_unit(practice)
    before, after = known.before, known.after
    if after is None:
        if before is None:
            return ""
        told = translate("tasks", "{before} {unit} before it was sent")
        return told.format(before=number_words(before.coins), unit=unit)
    if before is None:
        return translate("tasks", "{after} {unit} now").format(after=number_words(after.coins), unit=unit)
    if alike(before.coins, after.coins):
        told = translate("tasks", "{before} → {after} {unit}: unchanged")
    elif after.coins < before.coins:
        told = translate("tasks", "{before} → {after} {unit}: {n} fewer")
    else:
        told = translate("tasks", "{before} → {after} {unit}: {n} more")
    numbers = {"before": number_words(before.coins), "after": number_words(after.coins)}
    return told.format(unit=unit, n=number_words(abs(after.coins - before.coins)), **numbers)


def _tells(known: Unconfirmed, tries: int) -> str:
    """Return what the coins say of a charge."""
    translate = QCoreApplication.translate
    match known.verdict:
        case Verdict.ASKING:
            return translate("tasks", "The balance is asked for until the service tells it.")
        case Verdict.CHARGED:
            told = translate("tasks", "This suggests that the order was taken and charged.")
            if tries > 1:
                told = translate(
                    "tasks", "This suggests that at least one of the orders was taken and charged."
                )
            no_proof = translate(
                "tasks", "It is no proof: other programs that use the same account count as well."
            )
            return in_a_row((told, no_proof))
        case Verdict.NOT_CHARGED:
            told = translate("tasks", "This suggests that nothing was charged.")
            if tries > 1:
                told = translate("tasks", "This suggests that none of the orders was charged.")
            return in_a_row((told, translate("tasks", "It is no proof: it may still be charged later.")))
    return _why_untold(known)


def _why_untold(known: Unconfirmed) -> str:
    translate = QCoreApplication.translate
    before, after = known.before, known.after
    if before is None or after is None:
        return translate(
            "tasks",
            "The balance before it was sent had not been read, so this can't tell whether it was charged.",
        )
    if before.token != after.token:
        return translate(
            "tasks",
            "A token was entered in between. If it belongs to another account, "
            "the two numbers have nothing to do with each other.",
        )
    if not after.mixed and after.coins > before.coins:
        return translate(
            "tasks",
            "Coins were added or given back in between, so this can't tell whether it was charged.",
        )
    return translate(
        "tasks",
        "Other videos of this program were ordered or under way in between, "
        "so this can't tell whether this one was charged.",
    )


def _read(known: Unconfirmed, now: float) -> str:
    """Return when the balance was read."""
    translate = QCoreApplication.translate
    times = [moment_of(reading.at, now) for reading in (known.before, known.after) if reading is not None]
    if not times:
        return ""
    if times[0] == times[-1]:  # one reading, or both within a minute
        return translate("tasks", "Read at {time}.").format(time=times[0])
    return translate("tasks", "Read at {before} and at {after}.").format(before=times[0], after=times[1])


def _later(known: Unconfirmed, later: Reading | None, practice: bool, now: float) -> str:
    """Return what the balance is by now, where other coins have come or gone since it was compared."""
    if later is None:
        return ""
    told = QCoreApplication.translate("tasks", "Now {coins} {unit}, read at {time}.")
    if known.others:
        told = QCoreApplication.translate(
            "tasks", "Now {coins} {unit}, read at {time}; other orders were made since."
        )
    coins, unit = number_words(later.coins), coin_unit(practice)
    return told.format(coins=coins, unit=unit, time=moment_of(later.at, now))


def _look(time: str, website: str, practice: bool) -> str:
    translate = QCoreApplication.translate
    if practice:
        return translate(
            "tasks",
            "With the real service you would now look on its website for a video with this prompt, "
            "made at {time}, and could enter its id here. While you practise there is none: go by the coins.",
        ).format(time=time)
    if website:
        return translate(
            "tasks",
            "Look on the service's website, among your videos or tasks there, for one with this prompt, "
            "made at {time}. If it is there, copy its id.",
        ).format(time=time)
    return translate(
        "tasks",
        "Look in the service's console, among your videos or tasks there, for one with this prompt, "
        "made at {time}. If it is there, copy its id.",
    ).format(time=time)


def _consequences(task: Task, website: str, practice: bool) -> dict[Command, str]:
    """Return what can be done, with what it leads to; that is plain for some."""
    translate = QCoreApplication.translate
    opens = translate("tasks", "Opens {address} in your browser.").format(address=website)
    consequences = {
        Command.OPEN_WEBSITE: opens,
        Command.COPY_PROMPT: "",
        Command.GIVE_ID: translate(
            "tasks",
            "It is watched and saved here like every other video. This orders nothing and costs nothing.",
        ),
        Command.SEND_AGAIN: translate(
            "tasks", "It is ordered anew. If the service did take the first order, you pay twice."
        ),
        Command.LEAVE: translate(
            "tasks", "Nothing is sent. It stays in your list, and you can still decide at any time."
        ),
    }
    hidden = {Command.OPEN_WEBSITE, Command.COPY_PROMPT, Command.GIVE_ID} if practice else set()
    return {
        command: consequences[command]
        for command in offered(task, tuple(consequences))
        if command not in hidden
    }
