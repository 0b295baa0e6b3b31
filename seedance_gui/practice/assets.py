"""The SP asset calls: add one, ask for one, ask for several. They answer code 0 [P]."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedance_gui.practice import responses
from seedance_gui.practice.storage import new_id

if TYPE_CHECKING:
    from seedance_gui.practice.responses import Response
    from seedance_gui.practice.storage import Storage

PATH = "/seedance/sp/assets/"
REVIEW = 3.0
"""Seconds until an asset is usable, at speed 1. A name with “fail” or “失败” in it is not accepted."""

_TYPES = ("image", "video", "audio", "text")


def answer(storage: Storage, path: str, body: object, now: float, speed: float) -> Response:
    """Answer a POST below `PATH`."""
    if not isinstance(body, dict):
        return responses.refusal(responses.BAD_REQUEST, "The body is not a JSON object.")
    match path.removeprefix(PATH):
        case "upload":
            return _add(storage, body, now)
        case "detail":
            found = _described(storage, str(body.get("asset_id", "")), now, speed)
            missing = responses.refusal(responses.BAD_REQUEST, "There is no such asset.")
            return responses.reply(found, 0) if found else missing
        case "status":
            wanted = body.get("asset_ids")
            if not isinstance(wanted, list):
                return responses.refusal(responses.BAD_REQUEST, "asset_ids is not a list.")
            items = [_described(storage, str(asset_id), now, speed) for asset_id in wanted[:100]]
            return responses.reply({"items": [item for item in items if item]}, 0)
    return responses.nothing_here()


def _add(storage: Storage, body: dict[str, Any], now: float) -> Response:
    for name in ("name", "type", "url"):
        if not isinstance(body.get(name), str) or not body[name].strip():
            return responses.refusal(responses.BAD_REQUEST, f"{name} is missing.")
    if body["type"] not in _TYPES:
        return responses.refusal(responses.BAD_REQUEST, f"type must be one of {', '.join(_TYPES)}.")
    asset_id = new_id()
    facts = {name: body[name] for name in ("name", "type", "url")}
    storage.add_asset(asset_id, facts | {"created_at": int(now), "added_at": now})
    return responses.reply({"asset_id": asset_id}, 0)


def _described(storage: Storage, asset_id: str, now: float, speed: float) -> dict[str, Any] | None:
    kept = storage.asset(asset_id.removeprefix("asset://"))
    if kept is None:
        return None
    status = "Processing"
    if (now - kept["added_at"]) * speed >= REVIEW:
        name = kept["name"].casefold()
        status = "Failed" if "fail" in name or "失败" in name else "Active"
    told = {name: kept[name] for name in ("name", "type", "created_at")}
    return {"asset_id": asset_id, "status": status, "image_url": kept["url"], **told}
