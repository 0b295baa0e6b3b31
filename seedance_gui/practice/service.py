"""What the practice service answers: the protocol of the real one, without sockets."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from seedance_gui.domain.draft import Field, Kind, Reference
from seedance_gui.domain.practice_messages import PracticeMessage
from seedance_gui.domain.request import check_body
from seedance_gui.practice import account, assets, queries, responses, signed_links
from seedance_gui.practice.fault_injection import Fault, find
from seedance_gui.practice.render_spec import RenderSpec
from seedance_gui.practice.responses import Response
from seedance_gui.practice.storage import new_id
from seedance_gui.practice.timeline import PracticeTask, state_at

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from seedance_gui.domain.rules import Rules
    from seedance_gui.practice.render_queue import RenderQueue
    from seedance_gui.practice.storage import Storage

API = "/api/open-api/v1"
UPLOAD = f"{API}/files/upload"
BAD_TOKEN = "bad-token"  # noqa: S105 - the one token that is refused, for trying that out
DAY = 86_400

_AFTER_CREATE = {
    Fault.UNCLEAR: Response(hang_up=True),
    Fault.SILENT: Response(silent=True),
    Fault.GATEWAY: responses.bad_gateway(),
    Fault.NO_ID: responses.reply({"status": "queued"}, "20000"),
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
        self, *, rules: Rules, storage: Storage, render_queue: RenderQueue, origin: str, speed: float
    ) -> None:
        """`origin` is the own address, `http://127.0.0.1:PORT`."""
        self.rules = rules
        self.storage = storage
        self.origin = origin
        self.speed = speed
        self._render_queue = render_queue
        self._times: Counter[tuple[str, str]] = Counter()
        storage.tidy(time.time() - rules.link_life_days * DAY)

    def refused(self, request: Request) -> Response | None:
        """Return why a request may not be answered at all, or None. To be asked before its body is read."""
        if not request.path.startswith(f"{API}/"):
            return None
        if not request.token:
            return responses.refusal(responses.BAD_TOKEN, "The token is missing.", 401)
        if request.token == BAD_TOKEN:
            return responses.refusal(str(responses.BAD_TOKEN), "The token is not valid.")
        return None

    def answer(self, request: Request) -> Response:
        """Answer what `refused` lets through, except for an upload, which is received by `uploads`."""
        if request.path.startswith(f"{API}/"):
            return self._call(request, f"{request.method} {request.path.removeprefix(API)}")
        if request.method in {"GET", "HEAD"} and request.path.startswith(signed_links.PATH):
            return self._video(request)
        if request.method in {"GET", "HEAD"} and request.path.startswith("/uploads/"):
            return self._upload(request.path.split("/")[2])
        return responses.nothing_here()

    def _call(self, request: Request, call: str) -> Response:
        if call == "POST /seedance/videos":
            return self._create(request.body)
        if call.startswith("GET /videos/"):
            return self._query(request.path.rsplit("/", 1)[-1])
        if call == "GET /user/balance":
            return responses.reply(account.user_balance(self.storage.used_coins()), "20000")
        if call == "GET /key/balance":
            return responses.reply(account.key_balance(self.storage.used_coins()))
        if call.startswith("POST " + assets.PATH):
            path = request.path.removeprefix(API)
            return assets.answer(self.storage, path, _json(request.body), time.time(), self.speed)
        return responses.nothing_here()

    def _create(self, raw: bytes) -> Response:
        body = _json(raw)
        if problems := check_body(self.rules, self._without_fixed_resolution(body), self.origin):
            return responses.refusal(responses.BAD_REQUEST, " ".join(map(str, problems)))
        assert isinstance(body, dict)
        wanted = find(body["prompt"])
        if Fault.REFUSE in wanted:
            return responses.refusal(str(responses.NO_BALANCE), PracticeMessage.PRACTICE_NO_BALANCE.value)
        if Fault.TOO_MANY in wanted and self._time("create", body["prompt"]) <= 2:
            return responses.too_many_requests()
        if Fault.LOST in wanted:
            return Response(hang_up=True)
        task = PracticeTask(
            new_id(), body, time.time(), account.cost(self.rules, body, self._first_clip(body))
        )
        self.storage.add_task(task)
        for fault, strange in _AFTER_CREATE.items():
            if fault in wanted:
                return strange
        data = {
            "task_id": task.id,
            "status": "submitted" if Fault.STRANGE in wanted else "queued",
            "model": body["model"],
            "created_at": int(task.created_at),
        }
        return responses.bare(data) if Fault.STRANGE in wanted else responses.reply(data, "20000")

    def _without_fixed_resolution(self, body: Any) -> Any:  # noqa: ANN401 - it is what the client sent
        """Leave `resolution` out of a request where it only repeats the fixed one of its route."""
        found = self.rules.find(str(body.get("model"))) if isinstance(body, dict) else None
        if found and found[0].resolution.fixed and body.get("resolution") == found[0].resolution.fixed:
            return {name: value for name, value in body.items() if name != "resolution"}
        return body

    def _query(self, task_id: str) -> Response:
        task = self.storage.task(task_id)
        if task is None:
            return responses.refusal(str(responses.BAD_REQUEST), "There is no such task.", 404)
        number = self._time("query", task_id)
        now = time.time()
        reached = state_at(task, now, self.speed)
        link = signed_links.sign(self.storage.secret, task.id, int(now) + self.rules.link_life_days * DAY)
        first = reached.completed_at is not None and not self._times["completed", task_id]
        if Fault.EXPIRED in task.faults or (Fault.EXPIRED_ONCE in task.faults and first):
            link = signed_links.sign(self.storage.secret, task.id, int(now) - 1)
        return queries.answer(
            task,
            reached,
            link=link if Fault.RELATIVE in task.faults else self.origin + link,
            number=number,
            completed_number=self._time("completed", task_id) if reached.completed_at else 0,
            hidden=queries.is_hidden(task, now, self.speed),
        )

    def _video(self, request: Request) -> Response:
        task_id = request.path.removeprefix(signed_links.PATH).removesuffix(".mp4")
        task = self.storage.task(task_id)
        if task is None or not signed_links.works(self.storage.secret, task_id, request.query, time.time()):
            return responses.storage_fault(403, "AccessDenied", "Request has expired")
        file = self.storage.video(task_id)
        if not file.exists():
            if task.created_at < time.time() - self.rules.link_life_days * DAY:
                return responses.storage_fault(404, "NoSuchKey", "The specified key does not exist.")
            self._render_queue.render(file, self._render_spec(task))
        cut = Fault.CUT in task.faults and request.method == "GET" and self._time("download", task_id) == 1
        return Response(kind="video/mp4", file=file, cut=cut)

    def _upload(self, key: str) -> Response:
        if (found := self.storage.upload(key)) is None or not found[0].exists():
            return responses.storage_fault(404, "NoSuchKey", "The specified key does not exist.")
        file, facts = found
        # The name's ending chose the type; the browser must not find a page in it.
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return Response(kind=str(facts["mime_type"]), file=file, headers=headers)

    def _render_spec(self, task: PracticeTask) -> RenderSpec:
        body = task.body
        first = [body[name] for name in ("first_image",) if name in body] or body.get("images", [])[:3]
        pictures = [file for file in map(self._own_file, first) if file is not None]
        last = self._own_file(body["last_image"]) if "last_image" in body else None
        return RenderSpec(body, tuple(pictures), last)

    def _own_file(self, link: str, kind: Kind = Kind.IMAGE) -> Path | None:
        """Return the file behind a link if one of this kind was uploaded here, also by way of an asset."""
        if link.startswith("asset://"):
            kept = self.storage.asset(link.removeprefix("asset://"))
            link = str(kept["url"]) if kept else ""
        if not link.startswith(f"{self.origin}/uploads/"):
            return None
        path = unquote(urlsplit(link).path)
        found = self.storage.upload(path.split("/")[2])
        fits = self.rules.upload.kind_of(path) is kind
        return found[0] if found and fits and found[0].exists() else None

    def _first_clip(self, body: Mapping[str, Any]) -> tuple[Reference, ...]:
        """Return the first reference video; only of one that was uploaded here the length is known."""
        links = body.get(Field.REFERENCE_VIDEOS) or ()
        files = [self._own_file(link, Kind.VIDEO) for link in links[:1]]
        return tuple(Reference(seconds=account.seconds_of(file) if file else None) for file in files)

    def _time(self, what: str, which: str) -> int:
        """Count, and return the count: 1 the first time."""
        self._times[what, which] += 1
        return self._times[what, which]


def _json(raw: bytes) -> Any:  # noqa: ANN401 - it is what the client sent
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return None
