"""A Secret Service as KeePassXC is one: a single keyring, which no alias names and which may be locked."""

from __future__ import annotations

import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jeepney import Message

KEYRING = "/org/freedesktop/secrets/collection/Passwords"
_NONE = "org.freedesktop.DBus.Error.UnknownObject"
_NOT_SUPPORTED = "org.freedesktop.DBus.Error.NotSupported"


class UnnamedKeyring:
    """What it holds, by attributes. Whoever asks to have it unlocked waits for ever, unless it is `open`."""

    def __init__(self) -> None:
        self.open = False
        self.made: list[str] = []
        """The labels of further keyrings that were asked for."""
        self.items: dict[str, tuple[dict[str, str], bytes]] = {}

    def answer(self, path: str, method: str, body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]] | str:
        """Return signature and values, or the name of an error."""
        if path.startswith("/org/freedesktop/secrets/aliases"):
            return _NONE
        match method:
            case "Get" if body[1] == "Collections":
                return "v", (("ao", [KEYRING]),)
            case "Get":
                told = {"Locked": ("b", not self.open), "Label": ("s", "Passwords")}
                return "v", (told[body[1]],)
            case "ReadAlias":
                return "o", ("/",)
            case "OpenSession":
                return ("vo", (("s", ""), "/session")) if body[0] == "plain" else _NOT_SUPPORTED
            case "Unlock":
                return "aoo", (body[0], "/") if self.open else ([], "/prompt")
            case "Prompt":
                return "", ()
            case "CreateCollection":
                self.made.append(str(body[0]))
                return "oo", ("/", "/prompt")
            case "SearchItems":
                found = [at for at, (told, _) in self.items.items() if body[0].items() <= told.items()]
                return "ao", (found,)
            case "CreateItem":
                attributes = body[0]["org.freedesktop.Secret.Item.Attributes"][1]
                self.items[f"{KEYRING}/{len(self.items)}"] = (attributes, bytes(body[1][2]))
                return "oo", (f"{KEYRING}/{len(self.items) - 1}", "/")
            case "GetSecret":
                return "(oayays)", (("/session", b"", self.items[path][1], "text/plain"),)
        return _NONE


@contextmanager
def unnamed_keyring(address: str) -> Iterator[UnnamedKeyring]:
    """Be the Secret Service of a bus."""
    keyring, ended = UnnamedKeyring(), threading.Event()

    def serve(asked: Message) -> Message:
        fields = asked.header.fields
        told = keyring.answer(fields[HeaderFields.path], fields[HeaderFields.member], asked.body)
        return new_error(asked, told) if isinstance(told, str) else new_method_return(asked, *told)

    def run() -> None:
        while not ended.is_set():
            try:
                asked = bus.receive(timeout=0.1)
            except TimeoutError:
                continue
            if asked.header.message_type is MessageType.method_call:
                bus.send(serve(asked))

    with closing(open_dbus_connection(address)) as bus:
        assert bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets")).body == (1,)
        thread = threading.Thread(target=run, name="secret service")
        thread.start()
        try:
            yield keyring
        finally:
            ended.set()
            thread.join()
