"""What is said of an order that nobody confirmed: in words, in order, and never more than is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.coins import coin_words
from seedance_gui.domain.doubt import Cause, Doubt, Verdict, doubt_of, verdict
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.status_message import status_message_of
from seedance_gui.ui.doubt_card import Button, DoubtWords
from seedance_gui.ui.tasks.actions import Act, state_offers
from seedance_gui.ui.tasks.words import coin_unit, moment_of, service_reason, state_words, was_left
from seedance_gui.ui.words import in_a_row

if TYPE_CHECKING:
    from seedance_gui.domain.task import Task
    from seedance_gui.ui.words import Words

_AGAIN = frozenset({FaultMessage.AGAIN_NOT_TAKEN, FaultMessage.AGAIN_STOPPED})


def doubt_words(task: Task, say: Words, *, website: str, practice: bool, now: float) -> DoubtWords:
    """Return what the card says of a NOT_CONFIRMED task. ``now``: Unix seconds.

    ``website`` is the service's own page, empty where there is none to open.
    """
    doubt = doubt_of(task) or Doubt()
    sent = doubt.sent or (task.created,)
    times = [moment_of(moment, now) for moment in sent]
    translate = QCoreApplication.translate
    again = Button(Act.READ_BALANCE, translate("tasks", "Read it again"))
    return DoubtWords(
        title=state_words(task),
        happened=_happened(task, doubt, say, times),
        coins=_coins(doubt, practice),
        tells=_tells(doubt, len(sent)),
        read=_read(doubt, now),
        again=None if was_left(task) else again,
        look=_look(times[-1], website, practice),
        helps=() if practice else _helps(task, website),
        choices=_choices(task),
        detail=doubt.detail,
    )


def _happened(task: Task, doubt: Doubt, say: Words, times: list[str]) -> str:
    translate = QCoreApplication.translate
    status_message = status_message_of(task)
    if status_message is not None and status_message.code in _AGAIN:
        return in_a_row((say.text(status_message), service_reason(task)))
    if len(times) > 1:
        text = translate(
            "tasks",
            "It was sent {n} times, the last time at {time}, and no answer confirmed it. "
            "The service may have taken any of these orders, or none.",
        )
        return text.format(n=len(times), time=times[-1])
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
    return told[doubt.cause].format(time=times[0])


def _coins(doubt: Doubt, practice: bool) -> str:
    """Return the balance, before and now, as the top bar shows it."""
    translate = QCoreApplication.translate
    unit = coin_unit(practice)
    before, after = doubt.before, doubt.after
    if after is None:
        if before is None:
            return ""
        told = translate("tasks", "{before} {unit} before it was sent")
        return told.format(before=coin_words(before.coins), unit=unit)
    if before is None:
        return translate("tasks", "{after} {unit} now").format(after=coin_words(after.coins), unit=unit)
    change = after.coins - before.coins
    told = {
        -1: translate("tasks", "{before} → {after} {unit}: {n} fewer"),
        0: translate("tasks", "{before} → {after} {unit}: unchanged"),
        1: translate("tasks", "{before} → {after} {unit}: {n} more"),
    }[0 if verdict_is_same(change) else (1 if change > 0 else -1)]
    numbers = {"before": coin_words(before.coins), "after": coin_words(after.coins)}
    return told.format(unit=unit, n=coin_words(abs(change)), **numbers)


def verdict_is_same(change: float) -> bool:
    """Whether two numbers of coins look the same on the screen."""
    return coin_words(abs(change)) == "0"


def _tells(doubt: Doubt, tries: int) -> str:
    translate = QCoreApplication.translate
    others = doubt.after.others if doubt.after is not None else 0
    if tries > 1:
        fewer = translate("tasks", "This suggests that at least one of the orders was taken and charged.")
        same = translate("tasks", "This suggests that none of the orders was charged.")
    else:
        fewer = translate("tasks", "This suggests that the order was taken and charged.")
        same = translate("tasks", "This suggests that nothing was charged.")
    told = {
        Verdict.ASKING: translate("tasks", "The balance is being read from the service."),
        Verdict.UNREAD: translate(
            "tasks", "The balance can't be read at the moment. It is tried again by itself."
        ),
        Verdict.NOTHING_BEFORE: translate(
            "tasks",
            "The balance before it was sent had not been read, so this can't tell whether it was charged.",
        ),
        Verdict.OTHER_TOKEN: translate(
            "tasks",
            "A token was entered in between. If it belongs to another account, "
            "the two numbers have nothing to do with each other.",
        ),
        Verdict.OTHERS: translate(
            "tasks",
            "{n} other videos of this program were ordered in between, "
            "so this can't tell whether this one was charged.",
        ).format(n=others),
        Verdict.UNDER_WAY: translate(
            "tasks",
            "An earlier video of this program was still under way and may have been charged in between, "
            "so this can't tell whether this one was.",
        ),
        Verdict.FEWER: in_a_row(
            (
                fewer,
                translate("tasks", "It is no proof: other programs that use the same account count as well."),
            )
        ),
        Verdict.SAME: in_a_row(
            (
                same,
                translate("tasks", "It is no proof: it may still be charged later."),
            )
        ),
        Verdict.MORE: translate(
            "tasks",
            "Coins were added or given back in between, so this can't tell whether it was charged.",
        ),
    }
    found = verdict(doubt)
    if found is Verdict.OTHERS and others == 1:
        told[found] = translate(
            "tasks",
            "Another video of this program was ordered in between, "
            "so this can't tell whether this one was charged.",
        )
    return told[found]


def _read(doubt: Doubt, now: float) -> str:
    """Return when the balance was read, and what has become of reading it since."""
    translate = QCoreApplication.translate
    before, after = doubt.before, doubt.after
    if after is None:
        if before is None:
            return ""
        return translate("tasks", "Read at {time}.").format(time=moment_of(before.at, now))
    times = dict.fromkeys(moment_of(reading.at, now) for reading in (before, after) if reading is not None)
    if len(times) == 1:  # one reading, or both within a minute
        told = translate("tasks", "Read at {time}.").format(time=next(iter(times)))
    else:
        first, second = times
        told = translate("tasks", "Read at {before} and at {after}.").format(before=first, after=second)
    more = ""
    if doubt.unread:
        more = translate("tasks", "Just now it can't be read.")
    elif doubt.later:
        more = translate(
            "tasks",
            "Since then other videos, coins or tokens have come in, so a newer balance can't tell more.",
        )
    return in_a_row((told, more))


def _look(time: str, website: str, practice: bool) -> str:
    translate = QCoreApplication.translate
    if practice:
        return translate(
            "tasks",
            "With the real service you would now look on its website for a video with this prompt, "
            "made at {time}. While you practise there is none: go by the coins.",
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


def _helps(task: Task, website: str) -> tuple[Button, ...]:
    translate = QCoreApplication.translate
    helps = []
    if website:
        consequence = translate("tasks", "Opens {address} in your browser.").format(address=website)
        text = translate("tasks", "Open the service's website")
        helps.append(Button(Act.OPEN_WEBSITE, text, "external-link", consequence))
    if task.draft.prompt.strip():
        helps.append(Button(Act.COPY_PROMPT, translate("tasks", "Copy the prompt"), "copy"))
    return tuple(helps)


def _choices(task: Task) -> tuple[Button, ...]:
    translate = QCoreApplication.translate
    consequences = {
        Act.GIVE_ID: translate(
            "tasks",
            "It is watched and saved here like every other video. This orders nothing and costs nothing.",
        ),
        Act.SEND_AGAIN: translate(
            "tasks", "It is ordered anew. If the service did take the first order, you pay twice."
        ),
        Act.LEAVE: translate(
            "tasks", "Nothing is sent. It stays in your list, and you can still decide at any time."
        ),
    }
    return tuple(
        Button(offer.act, offer.label, offer.icon, consequences[offer.act]) for offer in state_offers(task)
    )
