"""A bare client of the practice service."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Self

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable

API = "/api/open-api/v1"
# The shortest video there is.
SMALL = {"model": "seedance2.0-md", "duration": 1, "ratio": "1:1"}


class Client:
    """Speaks to the service with a token; `http` is the bare client without one."""

    def __init__(self, address: str, token: str = "practice") -> None:
        self.address = address
        # Without reading certificates, which takes longer than most of these tests.
        self.http = httpx.Client(base_url=address, trust_env=False, timeout=20, verify=False)
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def get(self, path: str) -> httpx.Response:
        return self.http.get(API + path, headers=self._headers)

    def post(self, path: str, **body: Any) -> httpx.Response:
        return self.http.post(API + path, json=body, headers=self._headers)

    def create(self, prompt: str, **changes: Any) -> httpx.Response:
        return self.post("/seedance/videos", **(SMALL | {"prompt": prompt} | changes))

    def created(self, prompt: str, **changes: Any) -> str:
        reply = self.create(prompt, **changes).json()
        return str(reply.get("data", reply)["task_id"])

    def query(self, task_id: str) -> httpx.Response:
        return self.get(f"/videos/{task_id}")

    def state(self, task_id: str) -> dict[str, Any]:
        reply = self.query(task_id).json()
        found = reply.get("data", reply)
        assert isinstance(found, dict), reply
        return found

    def until(self, task_id: str, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Ask until the answer is as wanted."""
        end = time.monotonic() + 30
        while not wanted(found := self.state(task_id)):
            assert time.monotonic() < end, found
            time.sleep(0.02)
        return found

    def finished(self, prompt: str, **changes: Any) -> dict[str, Any]:
        task_id = self.created(prompt, **changes)
        return self.until(task_id, lambda state: bool(state.get("completed_at")))

    def upload(self, name: str, content: bytes, field: str = "file") -> httpx.Response:
        return self.http.post(f"{API}/files/upload", files={field: (name, content)}, headers=self._headers)
