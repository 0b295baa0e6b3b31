"""What the parts of one task service share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.api.client import ApiClient
    from seedance_gui.services.media.worker_client import MediaWorker
    from seedance_gui.services.platform.background_tasks import BackgroundTasks
    from seedance_gui.services.platform.clock import Clock
    from seedance_gui.services.store.store import Store
    from seedance_gui.services.tasks.order_book import OrderBook
    from seedance_gui.services.tasks.repository import TaskRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskContext:
    """``api_factory`` makes a client of an address and a token; ``own_origin``: the practice service's.

    ``pace``: seconds between two questions about a task, for practice and tests; None for the service's own.
    """

    rules: Rules
    store: Store
    repository: TaskRepository
    orders: OrderBook
    media: MediaWorker
    api_factory: Callable[[str, str], ApiClient]
    background: BackgroundTasks
    clock: Clock
    cache: Path
    own_origin: str
    pace: float | None
