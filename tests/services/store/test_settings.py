from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedance_gui.domain.cost_estimate import Currency, Money, Price, Source
from seedance_gui.domain.errors import DiskFullError, PersonError
from seedance_gui.domain.fault_messages import FaultMessage
from seedance_gui.domain.messages import Message
from seedance_gui.services.store.settings import KeptSettings, Settings, file_name_fault, read_settings

NAMES = [field.name for field in fields(Settings)]
EVERYTHING = Settings(
    language="zh_CN",
    appearance="dark",
    text_size=150,
    mode="practice",
    address="https://api.viraltok.ai",
    first_start_done=True,
    videos_folder="/films",
    file_name="{model} {prompt}",
    notify=False,
    volume=35,
    muted=True,
    loop=True,
    speed=0.5,
    money=Money({"seedance2.0-std": Price(1.2, Currency.YUAN, Source.ENTERED)}, Currency.YUAN, 5.0, 50.0),
    practice_money=Money(currency=Currency.COINS, one_day=100.0),
    window_geometry=b"\x01\xd9\xd0\xcb\x00",
    splitter_state=b"\x00\xff",
)

READABLE = ["speed=1", "address='API.viraltok.ai/'"]

_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


class Shelf:
    """Keeps JSON as the store does."""

    def __init__(self, text: str = "null") -> None:
        self.text = text

    def load(self) -> object:
        return json.loads(self.text)

    def save(self, data: dict[str, Any]) -> None:
        self.text = json.dumps(data)


def test_settings_survive() -> None:
    shelf = Shelf()
    KeptSettings(shelf.load, shelf.save).change(**{name: getattr(EVERYTHING, name) for name in NAMES})
    assert KeptSettings(shelf.load, shelf.save).value == EVERYTHING


def test_the_defaults_are_usable_settings() -> None:
    assert read_settings(Settings().to_data()) == (Settings(), ())
    assert Settings().changed(**{name: getattr(Settings(), name) for name in NAMES}) == Settings()


@pytest.mark.parametrize(
    ("data", "unreadable"),
    [
        (None, ()),
        ({}, ()),
        ({"from": "a newer version"}, ()),
        ([], ("",)),
        ("text", ("",)),
        (7, ("",)),
        ({"volume": "loud", "language": "klingon", "x": 1}, ("language", "volume")),
    ],
)
def test_what_can_not_be_read_is_the_default_and_named(data: object, unreadable: tuple[str, ...]) -> None:
    assert read_settings(data) == (Settings(), unreadable)
    assert KeptSettings(lambda: data, lambda _: None).unreadable == unreadable


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("text_size", 99, 100),
        ("text_size", 5000, 100),
        ("text_size", 149.6, 100),
        ("text_size", True, 100),
        ("text_size", "150", 100),
        ("volume", -1, 80),
        ("volume", 101, 80),
        ("notify", None, True),
        ("volume", float("nan"), 80),
        ("volume", float("inf"), 80),
        ("speed", 1, 1.0),
        ("speed", True, 1.0),
        ("speed", 16, 1.0),
        ("loop", 1, False),
        ("address", "http://www.jimmyai.cn", Settings().address),
        ("address", "API.viraltok.ai/", "https://api.viraltok.ai"),
        ("videos_folder", "films", ""),
        ("videos_folder", "/fil\0ms", ""),
        ("file_name", "../{prompt}", Settings().file_name),
        ("window_geometry", "not base64!", b""),
        ("window_geometry", "A" * 100_000, b""),
        ("language", ["en"], "system"),
        ("appearance", {}, "system"),
        ("money", {"prices": {"a": {"amount": -1}}}, Money()),
        ("money", {"one_day": "much"}, Money()),
    ],
)
def test_one_bad_value_spoils_no_other(name: str, value: object, expected: object) -> None:
    data = EVERYTHING.to_data()
    del data[name]
    settings, unreadable = read_settings({**data, name: value})
    assert getattr(settings, name) == expected
    assert unreadable == (() if f"{name}={value!r}" in READABLE else (name,))
    assert type(getattr(settings, name)) is type(expected)
    assert settings == EVERYTHING.changed(**{name: expected})


@given(st.dictionaries(st.sampled_from(NAMES), _json))
def test_nothing_that_is_kept_can_stop_the_start(data: dict[str, object]) -> None:
    settings, _ = read_settings(data)
    assert read_settings(json.loads(json.dumps(settings.to_data()))) == (settings, ())


def test_a_change_is_told_and_kept() -> None:
    shelf = Shelf()
    kept = KeptSettings(shelf.load, shelf.save)
    told: list[tuple[int, int]] = []
    kept.changed.connect(lambda before, after: told.append((before.volume, after.volume)))
    kept.change(volume=50)
    kept.change(volume=50)
    assert told == [(80, 50)]
    assert kept.value.volume == 50


def test_a_value_from_the_window_is_checked_like_a_kept_one() -> None:
    settings = Settings()
    for values in ({"language": "klingon"}, {"notify": 1}, {"wallpaper": "red"}, {"videos_folder": "films"}):
        with pytest.raises((ValueError, KeyError)):
            settings.changed(**values)
    with pytest.raises(PersonError) as caught:
        settings.changed(address="http://a.example")
    assert "https://" in str(caught.value.message)


def test_a_change_is_in_force_even_on_a_full_disk() -> None:
    def save(_data: dict[str, Any]) -> None:
        raise DiskFullError(Message(FaultMessage.STORE_FULL))

    kept = KeptSettings(lambda: None, save)
    with pytest.raises(DiskFullError):
        kept.change(appearance="dark")
    assert kept.value.appearance == "dark"


@pytest.mark.parametrize(
    "pattern", ["{date} {prompt}", "{prompt}", "片 {time}-{model}", "{{x}} {ratio}{duration}"]
)
def test_patterns_of_file_names(pattern: str) -> None:
    assert file_name_fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("", "needs at least one of: {date}"),
        ("video", "needs at least one of"),
        ("{prompt", "has no partner"),
        ("{seed}", "{seed} is not known"),
        ("{}", "{} is not known"),
        ("{prompt.x}", "{prompt.x} is not known"),
        ("{prompt!r}", "is not known"),
        ("{prompt:>1000000000}", "is not known"),
        ("../{prompt}", "can't have “/” in it"),
        ("{prompt}?", "can't have “?” in it"),
        ("{prompt}\n", "can't have"),
        ("{prompt}" * 20, "too long"),
    ],
)
def test_patterns_that_make_no_file_name(pattern: str, said: str) -> None:
    assert said in str(file_name_fault(pattern))
