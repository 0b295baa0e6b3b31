"""What the preview says of a task: its state, since when, what made it, what can be done."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.address import PRACTICE
from seedance_gui.domain.cost_estimate import Currency
from seedance_gui.domain.draft import REFERENCE_FIELDS, Field
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.messages import QT_TRANSLATE_NOOP
from seedance_gui.domain.status_message import is_unchecked
from seedance_gui.domain.task import POLLED, Status
from seedance_gui.domain.value_labels import value_label
from seedance_gui.ui.kit.amounts import amount_words, coin_unit, number_words
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.kit.translator import counted, in_a_row
from seedance_gui.ui.preview.preview_state import Preview
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.command_table import Command, offered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from PySide6.QtGui import QImage

    from seedance_gui.domain.draft import Draft, Reference
    from seedance_gui.domain.messages import Message
    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.domain.unconfirmed import Reading
    from seedance_gui.ui.kit.translator import Words

_IN_TROUBLE = frozenset({Status.FAILED, Status.REFUSED, Status.EXPIRED})
_REACHED = {  # so many steps are done before the present one, and from that one on they are left
    Status.WAITING: (1, 1),
    Status.UPLOADING: (1, 1),
    Status.SENDING: (1, 1),
    Status.QUEUED: (2, 2),
    Status.PROCESSING: (2, 3),
    Status.COMPLETED: (3, 4),
}
_PARAGRAPH = "\n\n"
_ENOUGH = 3
_DAY = 86_400.0  # seconds
_WORTH_TELLING = 3.0  # seconds: before that, "under way for 0 s" says nothing


def preview_of(
    task: Task,
    *,
    rules: Rules,
    say: Words,
    status_message: Message | None,
    poster: QImage | None,
    usual: float | None,
    now: float,
    practice: bool = False,
    before: Task | None = None,
    place: int = 0,
    later: Reading | None = None,
) -> Preview:
    """Return what the preview shows of a task.

    ``status_message`` is ours on its present state, ``usual`` the seconds that such videos took here,
    ``before`` the video that it continues, ``place`` which of those that wait to be sent it is, or 0,
    ``later`` the coins as read after those that are kept with an order that nobody confirmed.
    """
    made_from = made_from_of(task, rules)
    continues = ("", "") if before is None else (before.id, words.prompt_line(before))
    if task.status is Status.NOT_CONFIRMED:
        from seedance_gui.ui.unconfirmed.words import unconfirmed_words  # noqa: PLC0415 - not needed to start

        return Preview(
            key=task.id,
            prompt=spelled(task.draft.prompt),
            facts=_facts(task, rules, say, now),
            unconfirmed=unconfirmed_words(task, say, practice=practice, now=now, later=later),
            task=task,
            made_from=made_from,
            continues=continues,
        )
    done, left = _steps(task, now)
    counted = words.has_progress(task)
    percent = QCoreApplication.translate("Preview", "{n} %").format(n=task.progress) if counted else ""
    message = _told(task, say, status_message, practice=practice, now=now)
    file = Path(task.file) if task.watchable and not is_unchecked(task) else None
    return Preview(
        key=task.id,
        prompt=spelled(task.draft.prompt),
        facts=_facts(task, rules, say, now),
        state_text=words.place_words(place) or words.state_words(task),
        title=words.place_words(place) or words.state_words(replace(task, progress=None)),
        percent=percent,
        tone=words.look_of(task).tone,
        icon=words.look_of(task).icon,
        busy=task.active
        and task.status is not Status.WAITING
        and not words.hindered(task)
        and not words.id_unknown(task),
        progress=task.progress,
        note=in_a_row((message, _kept_until(task, rules, now), _by_hand(task), _waiting(task, usual, now))),
        file=file,
        problem=message if task.status in _IN_TROUBLE else "",
        detail=task.error,
        commands=_commands(task, status_message),
        thumbnail=poster,
        task=task,
        ratio=words.ordered_ratio(task),
        done=done,
        left=left,
        made_from=made_from,
        continues=continues,
    )


def _facts(task: Task, rules: Rules, say: Words, now: float) -> tuple[str, ...]:
    """Return what made a video, in short words: model, ratio, resolution, length, when, and coins."""
    body = task.body or _as_it_will_be(task.draft, rules)
    found = rules.find(task.draft.model)
    facts = [say.text(found[1].name) if found else task.draft.model]
    shape = (Field.RATIO, Field.RESOLUTION, Field.ORIENTATION)
    facts.extend(say.text(value_label(str(body[name.value]))) for name in shape if body.get(name.value))
    if seconds := body.get(Field.DURATION.value):
        facts.append(words.duration_words(float(seconds)))
    facts.append(words.day_and_time(task.created, now))
    if task.coins_paid is not None and not task.coins_returned:
        coins = amount_words(task.coins_paid, Currency.COINS, practice=task.service == PRACTICE)
        facts.append(f"≈ {coins}")  # by so much the balance fell: no receipt
    return tuple(facts)


def made_from_of(task: Task, rules: Rules) -> tuple[tuple[Field, Reference], ...]:
    """Return the references that went with an order, or will."""
    body = task.body or _as_it_will_be(task.draft, rules)
    used = [name for name in REFERENCE_FIELDS if body.get(name.value)]
    return tuple((name, item) for name in used for item in task.draft.items(name))


def _steps(task: Task, now: float) -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Return what is done and what is left of the way to a video, with the times that are known."""
    translate = QCoreApplication.translate
    if task.status not in _REACHED or words.id_unknown(task) or words.hindered(task):
        return (), ()
    taken = words.moment_of(task.taken, now) if task.taken else ""
    made = words.moment_of(task.finished, now) if task.finished and task.status is Status.COMPLETED else ""
    first = translate("tasks", "Kept, not sent") if task.held else translate("tasks", "Ordered")
    in_line = translate("tasks", "Taken by the service"), taken
    waited = task.since - task.taken if task.taken and task.status is Status.PROCESSING else 0.0
    if waited >= _WORTH_TELLING:
        for_so_long = translate("tasks", "for {time}").format(time=words.duration_words(waited))
        in_line = translate("tasks", "Queued"), for_so_long
    way = (
        (first, words.moment_of(task.created, now)),
        in_line,
        (translate("tasks", "Made"), made),
        (translate("tasks", "Saved on this computer"), ""),
    )
    reached, left = _REACHED[task.status]
    return way[:reached], way[left:]


def _as_it_will_be(draft: Draft, rules: Rules) -> Mapping[str, Any]:
    """Return what an order will hold that has no body yet: its files are on their way up, or never went."""
    request = evaluate(rules, draft).request
    if request is None:
        return {}
    return {
        Field.RATIO.value: request.ratio,
        Field.RESOLUTION.value: request.resolution,
        Field.ORIENTATION.value: request.orientation,
        Field.DURATION.value: request.duration,
        **{name.value: items for name, items in request.references.items()},
    }


def usual_seconds(tasks: Iterable[Task], task: Task) -> float | None:
    """Return how long videos of this model took here, by those that are finished; None while too few are."""
    took = [
        other.finished - (other.taken or other.created)
        for other in tasks
        if other.status is Status.SAVED and other.draft.model == task.draft.model and other.finished
    ]
    return median(took[:20]) if len(took) >= _ENOUGH else None


def _told(task: Task, say: Words, status_message: Message | None, *, practice: bool, now: float) -> str:
    """Return what the state means: of what came to nothing first why, then the money, then what to do."""
    translate = QCoreApplication.translate
    code = status_message.code if status_message is not None else None
    message = say.text(status_message) if status_message else words.explanation(task, now)
    reason = words.service_reason(task)
    if task.status is Status.FAILED:
        to_do = translate(
            "tasks",
            "To try again, reuse its settings, change the prompt or the references, and press Create: "
            "that is a new order.",
        )
        none = translate("tasks", "The service could not make this video, and says no reason.")
        return _PARAGRAPH.join((reason or none, _charged(task, practice), to_do))
    if code is FaultMessage.TASK_UNKNOWN:
        other = translate(
            "tasks",
            "Perhaps it was ordered with another token: a token sees the videos of its own account only.",
        )
        return in_a_row((message, other))
    if task.status is not Status.REFUSED:
        return message
    if code is FaultMessage.NO_BALANCE:
        to_do = translate("tasks", "Top up on the service's website, then send it again.")
        if practice:
            to_do = translate("tasks", "With the real service you would now top up on its website.")
        return _PARAGRAPH.join(filter(None, (message, to_do, reason)))
    mend = translate(
        "tasks",
        "Reuse its settings, change what the service objects to and create it again, "
        "or send it again as it is.",
    )
    known = code not in {None, FaultMessage.REFUSED}
    return _PARAGRAPH.join(filter(None, (reason, message, "" if known else mend)))


def outcome_words(task: Task, *, practice: bool, now: float) -> str:
    """Return what became of a task and of the money, in a sentence or two; nothing for a saved video."""
    money = _charged(task, practice) if task.status is Status.FAILED else ""
    return in_a_row((words.explanation(task, now), money))


def _charged(task: Task, practice: bool) -> str:
    """Return what is known of the money for a video that failed after its order was taken."""
    translate = QCoreApplication.translate
    coins = task.coins_paid
    if coins is None:
        return translate("tasks", "The order had been taken, so it may have been charged.")
    if task.coins_returned:
        told = translate(
            "tasks",
            "When it was ordered the balance fell by {coins} {unit}. It has risen by as much since, "
            "so they seem to have been given back.",
        )
    else:
        told = translate(
            "tasks",
            "When it was ordered the balance fell by {coins} {unit}. "
            "Whether they are given back is not known yet.",
        )
    return told.format(coins=number_words(coins), unit=coin_unit(practice))


def _commands(task: Task, status_message: Message | None) -> tuple[Command, ...]:
    """Return the buttons beside the state's words."""
    calls_for = offered(task)
    if is_unchecked(task):
        return (*calls_for, Command.OPEN_OUTSIDE)
    if status_message is not None and status_message.code is FaultMessage.NO_BALANCE:
        return (*offered(task, (Command.OPEN_WEBSITE,)), *calls_for)
    return (Command.REUSE, *calls_for) if task.status in {Status.FAILED, Status.REFUSED} else calls_for


def _kept_until(task: Task, rules: Rules, now: float) -> str:
    """Return until when a video can be fetched that could not be saved yet."""
    if not words.hindered(task) or task.finished is None:
        return ""
    days = rules.link_life_days
    told = counted(
        "tasks",
        QT_TRANSLATE_NOOP(
            "tasks", "The service keeps it for %n days after it was made: until about {moment}.", None, 1
        ),
        days,
    )
    return told.format(moment=words.moment_of(task.finished + days * _DAY, now))


def _by_hand(task: Task) -> str:
    """Return by which id it is watched where the person entered it, and so may have mistaken it."""
    if not task.id_entered or task.status not in POLLED:
        return ""
    told = QCoreApplication.translate("tasks", "It is watched by the id that you entered, {id}.")
    return told.format(id=task.task_id)


def _waiting(task: Task, usual: float | None, now: float) -> str:
    seconds = now - (task.taken or task.created)
    if task.status not in POLLED or words.id_unknown(task) or seconds < _WORTH_TELLING:
        return ""
    translate = QCoreApplication.translate
    since = translate("tasks", "For {time} so far.").format(time=words.duration_words(seconds))
    if usual is None:
        return since
    took = translate("tasks", "Usually about {time} here.").format(time=words.duration_words(usual))
    return in_a_row((since, took))
