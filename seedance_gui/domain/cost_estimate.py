"""What a video will take off the account, going by what the last one took: the service tells no prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.domain.coins import coin_words
from seedance_gui.domain.draft import Field
from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.rules import Billing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedance_gui.domain.checks import EffectiveRequest
    from seedance_gui.domain.draft import Reference
    from seedance_gui.domain.rules import Model
    from seedance_gui.domain.task import Task


def price_of(request: EffectiveRequest, tasks: Iterable[Task]) -> Message | None:
    """Return what a video took that was billed alike, or None where none is known. ``tasks``: newest first.

    Billed alike: by the same model at the same resolution. Where seconds are billed, so many coins a second.
    """
    for task in tasks:
        coins = task.coins_paid
        if coins is None or not _alike(task, request):
            continue
        if request.route.billing is Billing.PER_VIDEO:
            return Message(FormMessage.PRICE_LAST, coins=coin_words(coins))
        before = _seconds(request.model, task.body.get(Field.DURATION), task.draft.reference_videos)
        now = _seconds(request.model, request.duration, request.items(Field.REFERENCE_VIDEOS))
        if before and now:
            return Message(FormMessage.PRICE_ABOUT, coins=coin_words(coins / before * now))
    return None


def _alike(task: Task, request: EffectiveRequest) -> bool:
    body = task.body
    resolution = str(body.get(Field.RESOLUTION) or "")
    return body.get(Field.MODEL) == request.model.value and resolution == request.resolution


def _seconds(model: Model, duration: object, clips: tuple[Reference, ...]) -> int | None:
    """Return the seconds that are billed, None where they are not known."""
    return model.billed_seconds(duration, clips) if isinstance(duration, int) and duration > 0 else None
