"""What the practice service answers: the protocol of the real one, without sockets."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from seedance_gui.domain.draft import Kind
from seedance_gui.domain.request import check_body
from seedance_gui.practice import account, answers, asked, assets, links, queries
from seedance_gui.practice.answers import Answer
from seedance_gui.practice.behaviours import Behaviour, find
from seedance_gui.practice.shelf import new_id
from seedance_gui.practice.stages import PracticeTask, stage

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.practice.shelf import Shelf
    from seedance_gui.practice.studio import Studio

API = "/api/open-api/v1"
UPLOAD = f"{API}/files/upload"
BAD_TOKEN = "bad-token"  # noqa: S105 - the one token that is refused, for trying that out
DAY = 86_400

_AFTER_CREATE = {
    Behaviour.UNCLEAR: Answer(hang_up=True),
    Behaviour.SILENT: Answer(silent=True),
    Behaviour.GATEWAY: answers.bad_gateway(),
    Behaviour.NO_ID: answers.reply({"status": "queued"}, "20000"),
}


@dataclass(frozen=True, slots=True)
class Request:
    """A request whose body, if any, has been read. `token` is None without a Bearer header."""

    method: str
    path: str
    query: str = ""
    token: str | None = None
    body: bytes = b""


class PracticeService:
    """Answers requests. May be used by several threads."""

    def __init__(
        self,
        *,
        rules: Rules,
        shelf: Shelf,
        studio: Studio,
        origin: str,
        speed: float,
        now: Callable[[], float],
    ) -> None:
        """`origin` is the own address, `http://127.0.0.1:PORT`; `now` gives unix seconds."""
        self.rules = rules
        self.shelf = shelf
        self.origin = origin
        self.speed = speed
        self._studio = studio
        self._now = now
        self._times: Counter[tuple[str, str]] = Counter()
        life = rules.link_life_days * DAY
        shelf.tidy(now() - life)
        for task in shelf.tasks():
            if task.created_at > now() - life and not shelf.video(task.id).exists():
                self._order(task)

    def refused(self, request: Request) -> Answer | None:
        """Return why a request may not be answered at all, or None. To be asked before its body is read."""
        if not request.path.startswith(f"{API}/"):
            return None
        if not request.token:
            return answers.refusal(answers.BAD_TOKEN, "The token is missing.", 401)
        if request.token == BAD_TOKEN:
            return answers.refusal(str(answers.BAD_TOKEN), "The token is not valid.")
        return None

    def answer(self, request: Request) -> Answer:
        """Answer anything but an upload, which is received by `uploads`."""
        if refused := self.refused(request):
            return refused
        if request.path.startswith(f"{API}/"):
            return self._call(request, f"{request.method} {request.path.removeprefix(API)}")
        if request.method in {"GET", "HEAD"} and request.path.startswith(links.PATH):
            return self._video(request)
        if request.method in {"GET", "HEAD"} and request.path.startswith("/uploads/"):
            return self._upload(request.path.split("/")[2])
        return answers.nothing_here()

    def _call(self, request: Request, call: str) -> Answer:
        if call == "POST /seedance/videos":
            return self._create(request.body)
        if call.startswith("GET /videos/"):
            return self._query(request.path.rsplit("/", 1)[-1])
        if call == "GET /user/balance":
            return answers.reply(account.user_balance(self.shelf.used_coins()), "20000")
        if call == "GET /key/balance":
            return answers.reply(account.key_balance(self.shelf.used_coins()))
        if call.startswith("POST " + assets.PATH):
            path = request.path.removeprefix(API)
            return assets.answer(self.shelf, path, _json(request.body), self._now(), self.speed)
        return answers.nothing_here()

    def _create(self, raw: bytes) -> Answer:
        body = _json(raw)
        if problems := check_body(self.rules, body, self.origin):
            return answers.refusal(answers.BAD_REQUEST, " ".join(map(str, problems)))
        assert isinstance(body, dict)
        wanted = find(body["prompt"])
        if Behaviour.REFUSE in wanted:
            return answers.refusal(str(answers.NO_BALANCE), "The balance is not enough for this video.")
        if Behaviour.TOO_MANY in wanted and self._time("create", body["prompt"]) <= 2:
            return answers.too_many_requests()
        if Behaviour.LOST in wanted:
            return Answer(hang_up=True)
        task = PracticeTask(new_id(), body, self._now(), account.cost(self.rules, body))
        self.shelf.add_task(task)
        self._order(task)
        for behaviour, strange in _AFTER_CREATE.items():
            if behaviour in wanted:
                return strange
        data = {
            "task_id": task.id,
            "status": "submitted" if Behaviour.STRANGE in wanted else "queued",
            "model": body["model"],
            "created_at": int(task.created_at),
        }
        return answers.bare(data) if Behaviour.STRANGE in wanted else answers.reply(data, "20000")

    def _query(self, task_id: str) -> Answer:
        task = self.shelf.task(task_id)
        if task is None:
            return answers.refusal(str(answers.BAD_REQUEST), "There is no such task.", 404)
        number = self._time("query", task_id)
        now = self._now()
        reached = stage(task, now, self.speed, self._studio.drawing(self.shelf.video(task.id)))
        link = links.sign(self.shelf.secret, task.id, int(now) + self.rules.link_life_days * DAY)
        if Behaviour.EXPIRED in task.behaviours or (
            Behaviour.EXPIRED_ONCE in task.behaviours
            and self._first_link(task_id, completed=bool(reached.completed_at))
        ):
            link = links.sign(self.shelf.secret, task.id, int(now) - 1)
        return queries.answer(
            task,
            reached,
            link=link if Behaviour.RELATIVE in task.behaviours else self.origin + link,
            number=number,
            completed_number=self._time("completed", task_id) if reached.completed_at else 0,
            hidden=queries.is_hidden(task, now, self.speed),
        )

    def _first_link(self, task_id: str, *, completed: bool) -> bool:
        return completed and self._times["completed", task_id] == 0

    def _video(self, request: Request) -> Answer:
        task_id = request.path.removeprefix(links.PATH).removesuffix(".mp4")
        task = self.shelf.task(task_id)
        if task is None or not links.works(self.shelf.secret, task_id, request.query, self._now()):
            return answers.storage_fault(403, "AccessDenied", "Request has expired")
        file = self.shelf.video(task_id)
        if not file.exists():
            return answers.storage_fault(404, "NoSuchKey", "The specified key does not exist.")
        cut = (
            Behaviour.CUT in task.behaviours
            and request.method == "GET"
            and self._time("download", task_id) == 1
        )
        return Answer(kind="video/mp4", file=file, cut=cut)

    def _upload(self, key: str) -> Answer:
        if (found := self.shelf.upload(key)) is None or not found[0].exists():
            return answers.storage_fault(404, "NoSuchKey", "The specified key does not exist.")
        file, facts = found
        # The name's ending chose the type; the browser must not find a page in it.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Answer(kind=str(facts["mime_type"]), file=file, headers=headers)

    def _order(self, task: PracticeTask) -> None:
        if task.is_drawn:
            self._studio.order(self.shelf.video(task.id), lambda: self._asked(task))

    def _asked(self, task: PracticeTask) -> asked.Asked:
        body = task.body
        first = [body[name] for name in ("first_image",) if name in body] or body.get("images", [])[:3]
        pictures = [file for file in map(self._own_file, first) if file is not None]
        last = self._own_file(body["last_image"]) if "last_image" in body else None
        return asked.read(body, tuple(pictures), last)

    def _own_file(self, link: str) -> Path | None:
        """Return the file behind a link if it was uploaded here, also by way of an asset."""
        if link.startswith("asset://"):
            kept = self.shelf.asset(link.removeprefix("asset://"))
            link = str(kept["url"]) if kept else ""
        if not link.startswith(f"{self.origin}/uploads/"):
            return None
        path = unquote(urlsplit(link).path)
        found = self.shelf.upload(path.split("/")[2])
        is_picture = self.rules.upload.kind_of(path) is Kind.IMAGE
        return found[0] if found and is_picture and found[0].exists() else None

    def _time(self, what: str, which: str) -> int:
        """Count, and return the count: 1 the first time."""
        self._times[what, which] += 1
        return self._times[what, which]


def _json(raw: bytes) -> Any:  # noqa: ANN401 - it is what the client sent
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None
