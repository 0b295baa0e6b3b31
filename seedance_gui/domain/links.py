"""What can be told of a reference's link by reading it. Nothing is fetched here."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from seedance_gui.domain.form_messages import FormMessage
from seedance_gui.domain.messages import Message
from seedance_gui.domain.rules import LinkScheme
from seedance_gui.domain.share_pages import share_page

if TYPE_CHECKING:
    from seedance_gui.domain.draft import Kind
    from seedance_gui.domain.rules import Model, Route, UploadRule

ASSET = "asset://"


def kind_of_link(upload: UploadRule, link: str) -> Kind | None:
    """Return the kind that the link's path ends in, or None where the link doesn't say."""
    try:
        path = urlsplit(link).path
    except ValueError:
        return None
    return upload.kind_of(unquote(path).rsplit("/", 1)[-1])


def fault_of_link(link: str, route: Route, model: Model, own_origin: str = "") -> Message | None:
    """Return why the service can't take ``link`` on this route, or None.

    ``own_origin`` (``http://127.0.0.1:PORT``) is the service's own address where that is on this computer or
    network, as in practice: what was uploaded there has a link there, the one exception from public https.
    """
    if not link.strip():
        return Message(FormMessage.LINK_EMPTY)
    if link.startswith(ASSET):
        if LinkScheme.ASSET not in route.links:
            return Message(FormMessage.ASSET_NOT_TAKEN, model=model.name)
        return None if link.removeprefix(ASSET).strip() else Message(FormMessage.ASSET_EMPTY)
    if route.takes_assets_only:
        return Message(FormMessage.ASSET_ONLY, model=model.name)
    if own_origin and link.startswith(own_origin + "/"):
        return None
    return _fault_of_https(link)


def _fault_of_https(link: str) -> Message | None:  # noqa: PLR0911 - one a fault
    if any(character.isspace() or not character.isprintable() for character in link):
        return Message(FormMessage.LINK_SPACES)
    try:
        parts = urlsplit(link)
        host = parts.hostname
        _ = parts.port  # a port that is no number raises here
    except ValueError:
        return Message(FormMessage.LINK_BROKEN)
    if parts.scheme != "https":
        return Message(FormMessage.LINK_NOT_HTTPS)
    if not host:
        return Message(FormMessage.LINK_BROKEN)
    if is_private_host(host):
        return Message(FormMessage.LINK_PRIVATE)
    if not ("." in host or ":" in host):
        return Message(FormMessage.LINK_BROKEN)
    if has_password(link):
        return Message(FormMessage.LINK_WITH_PASSWORD)
    if (page := share_page(link)) is not None:
        code = FormMessage.LINK_TO_SHARE_PAGE if page[1] else FormMessage.LINK_TO_SHARE_PAGE_ONLY
        return Message(code, site=page[0])
    return None


def has_password(link: str) -> bool:
    """Tell whether a link names who opens it (``https://user:secret@…``): it would be kept and sent so."""
    return "@" in link.partition("://")[2].split("/", 1)[0].split("?", 1)[0]


def origin_of(link: str) -> str:
    """Return ``scheme://host:port`` of a link as written, or an empty text."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""


def is_private_host(host: str) -> bool:
    """Tell whether a host name or address is by its look not reachable from the internet."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        name = host.lower().rstrip(".")
        return name == "localhost" or name.endswith(
            (".localhost", ".local", ".internal", ".lan", ".home.arpa")
        )
