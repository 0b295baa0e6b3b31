"""What the preview says of a task: its state, since when, what made it, what can be done."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from seedance_gui.domain.doubt import is_by_hand
from seedance_gui.domain.draft import FRAME_FIELDS, REFERENCE_FIELDS, Field
from seedance_gui.domain.form import value_label
from seedance_gui.domain.task import POLLED, Status
from seedance_gui.ui.preview_pane import Preview
from seedance_gui.ui.tasks import words
from seedance_gui.ui.tasks.actions import state_offers
from seedance_gui.ui.tasks.doubt_words import doubt_words
from seedance_gui.ui.words import in_a_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QImage

    from seedance_gui.domain.rules import Rules
    from seedance_gui.domain.task import Task
    from seedance_gui.domain.words import Sentence
    from seedance_gui.ui.words import Words

_IN_TROUBLE = frozenset({Status.FAILED, Status.REFUSED, Status.EXPIRED})
_ENOUGH = 3
_WORTH_TELLING = 3.0  # seconds: before that, "under way for 0 s" says nothing


def preview_of(
    task: Task,
    *,
    rules: Rules,
    say: Words,
    remark: Sentence | None,
    poster: QImage | None,
    usual: float | None,
    now: float,
    website: str = "",
    practice: bool = False,
) -> Preview:
    """Return what the preview shows of a task.

    ``remark`` is our own sentence on its present state, ``usual`` the seconds that such videos took here.
    ``website`` is the service's own page, empty where there is none to open.
    """
    if task.status is Status.NOT_CONFIRMED:
        return Preview(
            key=task.id,
            prompt=task.draft.prompt,
            facts=facts_of(task, rules, say),
            state_text=words.state_words(task),
            tone=words.look_of(task).tone,
            doubt=doubt_words(task, say, website=website, practice=practice, now=now),
        )
    sentence = say.text(remark) if remark else words.explanation(task)
    sentence = in_a_row((sentence, _reason(task)))
    file = Path(task.file) if task.watchable else None
    return Preview(
        key=task.id,
        prompt=task.draft.prompt,
        facts=facts_of(task, rules, say),
        state_text=words.state_words(task),
        tone=words.look_of(task).tone,
        busy=task.active
        and task.status is not Status.WAITING
        and not words.hindered(task)
        and not words.id_unknown(task),
        progress=task.progress,
        note=in_a_row((sentence, _by_hand(task), _waiting(task, usual, now))),
        file=file,
        problem=sentence if task.status in _IN_TROUBLE else None,
        detail=task.error or None,
        remedies=tuple((offer.act.value, offer.label) for offer in state_offers(task)),
        thumbnail=poster,
    )


def facts_of(task: Task, rules: Rules, say: Words) -> tuple[str, ...]:
    """Return what made a video, in short words: model, ratio, length, resolution, references."""
    body = task.body
    found = rules.find(task.draft.model)
    facts = [say.text(found[1].name) if found else task.draft.model]
    shape = (Field.RATIO, Field.RESOLUTION, Field.ORIENTATION)
    facts.extend(say.text(value_label(str(body[name.value]))) for name in shape if body.get(name.value))
    facts.append(words.duration_words(float(body.get(Field.DURATION.value, 0))))
    given = [name for name in REFERENCE_FIELDS if body.get(name.value)]
    count = sum(1 if name in FRAME_FIELDS else len(body[name.value]) for name in given)
    if count == 1:
        facts.append(QCoreApplication.translate("tasks", "1 reference"))
    elif count:
        facts.append(QCoreApplication.translate("tasks", "{n} references").format(n=count))
    return tuple(facts)


def usual_seconds(tasks: Iterable[Task], task: Task) -> float | None:
    """Return how long videos of this model took here, by those that are finished; None while too few are."""
    took = [
        other.finished - other.created
        for other in tasks
        if other.status is Status.SAVED and other.draft.model == task.draft.model and other.finished
    ]
    return median(took[:20]) if len(took) >= _ENOUGH else None


def _reason(task: Task) -> str:
    return words.service_reason(task) if task.status in (Status.FAILED, Status.REFUSED) else ""


def _by_hand(task: Task) -> str:
    """Return by which id it is watched where the person entered it, and so may have mistaken it."""
    if not is_by_hand(task) or task.status not in POLLED:
        return ""
    told = QCoreApplication.translate("tasks", "It is watched by the id that you entered, {id}.")
    return told.format(id=task.task_id)


def _waiting(task: Task, usual: float | None, now: float) -> str:
    if task.status not in POLLED or words.id_unknown(task) or now - task.created < _WORTH_TELLING:
        return ""
    translate = QCoreApplication.translate
    since = translate("tasks", "Under way for {time}.").format(time=words.duration_words(now - task.created))
    if usual is None:
        return since
    took = translate("tasks", "Such videos took about {time} here.").format(time=words.duration_words(usual))
    return in_a_row((since, took))
