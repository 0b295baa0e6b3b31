"""The reference fields as a person meets them: dropping, pasting, typing, moving, removing, opening."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, Slot
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QDesktopServices,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import FRAME_FIELDS, REFERENCE_FIELDS, Draft, Field, InputMode, Kind, Reference
from seedance_gui.domain.form import evaluate
from seedance_gui.domain.rules_file import load_rules
from seedance_gui.services.media.worker_client import MediaWorker
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.prompt.prompt_box import PromptBox
from seedance_gui.ui.kit.drop_overlay import DropOverlay
from seedance_gui.ui.kit.translator import Words
from seedance_gui.ui.references.field.describing import ItemState, display_name
from seedance_gui.ui.references.field.edits import ReferenceEdits
from seedance_gui.ui.references.field.field import ReferenceField
from seedance_gui.ui.references.field.thumbnails import Thumbnails
from seedance_gui.ui.references.field.tile import tile_mime
from seedance_gui.ui.references.intake.form_target import FormDropTarget
from seedance_gui.ui.shell.reading_order import move_focus
from tests.ui.mime_samples import mime_of, sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from seedance_gui.ui.kit.theme import Theme

RULES = load_rules(resources.read_text("routes.toml"))
STD = "seedance2.0-std"
EVIL = "https://a.com/<img src='file:///etc/passwd'><b>x</b>.png"


def link(name: str) -> Reference:
    return Reference(link=f"https://a.com/{name}")


ONE, TWO, THREE = link("1.png"), link("2.png"), link("3.png")


class Bench(QWidget):
    """Fields held by a form that takes every change, as the form pane does."""

    def __init__(self, theme: Theme, folder: Path, draft: Draft, *names: Field) -> None:
        super().__init__()
        self.draft = draft
        self.media = MediaWorker(folder / "undecodable")
        self.thumbnails = Thumbnails(self.media, self)
        self.said: list[str] = []
        self.misplaced: list[tuple[tuple[Reference, ...], Kind]] = []
        self.fields: dict[Field, ReferenceField] = {}
        self.destinations: list[tuple[Field, str]] = []
        edits = ReferenceEdits(
            set_items=lambda name, items: self.enter(self.draft.with_items(name, items)),
            sort_in=lambda items, kind: self.misplaced.append((items, kind)),
            move=lambda name, index, to: self.enter(self.draft.moved(name, index, to)),
            refuse=self.said.append,
            destinations=lambda _: self.destinations,
        )
        column = QVBoxLayout(self)
        for name in names:
            field = ReferenceField(
                theme,
                Words(),
                name,
                edits=edits,
                upload=RULES.upload,
                paste_folder=folder / "pasted",
                thumbnails=self.thumbnails,
            )
            column.addWidget(field)
            self.fields[name] = field
        column.addStretch(1)
        self.enter(draft)

    @override
    def focusNextPrevChild(self, forward: bool, /) -> bool:
        return move_focus(self, forward=forward)

    def enter(self, draft: Draft) -> None:
        self.draft = draft
        form = evaluate(RULES, draft)
        for name, field in self.fields.items():
            field.set_state(draft.items(name), form[name])


class Benches:
    """Makes benches and shows them."""

    def __init__(self, theme: Theme, folder: Path, qtbot: QtBot) -> None:
        self._theme, self._folder, self._qtbot = theme, folder, qtbot
        self.made: list[Bench] = []

    def show(self, draft: Draft, *names: Field, width: int = 380) -> Bench:
        bench = Bench(self._theme, self._folder, draft, *names)
        self.made.append(bench)
        self._qtbot.addWidget(bench)
        bench.resize(width, 420)
        bench.show()
        self._qtbot.waitExposed(bench)
        bench.activateWindow()
        self._qtbot.waitUntil(bench.isActiveWindow)
        return bench

    def images(self, *items: Reference, width: int = 380) -> tuple[Bench, ReferenceField]:
        draft = Draft(model=STD, start=InputMode.REFERENCES, images=items)
        bench = self.show(draft, Field.IMAGES, width=width)
        return bench, bench.fields[Field.IMAGES]


@pytest.fixture
def benches(theme: Theme, tmp_path: Path, qtbot: QtBot) -> Iterator[Benches]:
    made = Benches(theme, tmp_path, qtbot)
    yield made
    for bench in made.made:
        bench.media.close()
        bench.thumbnails.close()


class Opened(QObject):
    """Catches what would be opened outside."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: list[str] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.urls.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))


@pytest.fixture
def opened() -> Iterator[Opened]:
    catcher = Opened()
    for scheme in ("https", "http", "file", "javascript", "asset"):
        # Its type hint says bytes, its check says str.
        QDesktopServices.setUrlHandler(scheme, catcher, "take")  # type: ignore[arg-type]
    yield catcher
    for scheme in ("https", "http", "file", "javascript", "asset"):
        QDesktopServices.unsetUrlHandler(scheme)


def enter(widget: QWidget, mime: QMimeData, at: QPoint | None = None) -> QDragEnterEvent:
    point = at or widget.rect().center()
    event = QDragEnterEvent(
        point,
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    return event


def drop(widget: QWidget, mime: QMimeData, at: QPoint | None = None) -> QDropEvent:
    enter(widget, mime, at)
    event = QDropEvent(
        QPointF(at or widget.rect().center()),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)
    return event


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


def overlay(field: ReferenceField) -> DropOverlay:
    found = field.findChild(DropOverlay)
    assert isinstance(found, DropOverlay)
    return found


def picture(path: Path, width: int = 60, height: int = 40, color: str = "teal") -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    assert image.save(str(path))
    return path


def names(field: ReferenceField) -> list[str]:
    return [item.name for item in field.items()]


class TestGiving:
    def test_a_dropped_web_picture_becomes_a_tile_with_its_picture(
        self, benches: Benches, qtbot: QtBot
    ) -> None:
        _, field = benches.images()
        event = drop(field, sample("chromium-linked"))
        assert event.isAccepted()
        assert event.dropAction() is Qt.DropAction.CopyAction
        assert [item.link for item in field.items()] == ["http://www.example.com/media/dog.jpg"]
        tile = field.strip.tiles()[0]
        assert tile.isVisible()

        def is_blue() -> bool:
            shown = tile.grab().toImage().pixelColor(tile.picture_rect().center())
            return shown.blue() > 150 and shown.red() < 100

        qtbot.waitUntil(is_blue)  # the worker makes it small

    def test_several_are_appended_in_order(self, benches: Benches) -> None:
        _, field = benches.images(ONE)
        drop(field, text("https://a.com/2.png\nhttps://a.com/3.png"))
        assert names(field) == ["1.png", "2.png", "3.png"]

    def test_what_is_of_another_kind_is_handed_on(self, benches: Benches) -> None:
        bench, field = benches.images(ONE)
        drop(field, text("https://a.com/2.png https://a.com/c.mp4 https://a.com/s.mp3 https://a.com/d.mov"))
        assert names(field) == ["1.png", "2.png"]
        clips = (link("c.mp4"), link("d.mov"))
        assert bench.misplaced == [(clips, Kind.VIDEO), ((link("s.mp3"),), Kind.AUDIO)]

    def test_what_cannot_be_taken_is_said(self, qtbot: QtBot, benches: Benches, tmp_path: Path) -> None:
        bench, field = benches.images()
        (tmp_path / "a.txt").write_bytes(b"x")
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
        drop(field, mime)
        qtbot.waitUntil(lambda: len(bench.said) == 1)
        drop(field, mime_of({"text/uri-list": "javascript:alert(1)"}))
        assert field.items() == ()
        assert "“a.txt”" in bench.said[0]
        assert len(bench.said) == 2

    def test_words_alone_are_not_welcome(self, benches: Benches) -> None:
        _, field = benches.images()
        assert not enter(field, text("just words")).isAccepted()
        assert not overlay(field).isVisible()

    def test_a_drag_above_says_what_will_happen(self, benches: Benches) -> None:
        _, field = benches.images()
        assert enter(field, text("https://a.com/1.png https://a.com/2.png")).isAccepted()
        assert overlay(field).isVisible()
        assert overlay(field).text == "Drop to add 2"
        QApplication.sendEvent(field, QDragLeaveEvent())
        assert not overlay(field).isVisible()
        drop(field, text("https://a.com/1.mp4"))
        assert not overlay(field).isVisible()
        frame = benches.show(Draft(model=STD, start=InputMode.FRAMES), Field.FIRST_IMAGE)
        enter(frame.fields[Field.FIRST_IMAGE], text("https://a.com/1.mp4"))
        assert "This is a video" in overlay(frame.fields[Field.FIRST_IMAGE]).text

    def test_pasting_by_key_works_from_any_tile(self, benches: Benches) -> None:
        _, field = benches.images(ONE)
        QGuiApplication.clipboard().setText("https://a.com/2.png")
        QTest.keyClick(field.strip.tiles()[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert names(field) == ["1.png", "2.png"]

    def test_pasted_pixels_become_a_file(self, benches: Benches, tmp_path: Path, qtbot: QtBot) -> None:
        bench, field = benches.images()
        for _ in range(2):
            QGuiApplication.clipboard().setImage(QImage(picture(tmp_path / "p.png").as_posix()))
            field.paste()
        # They are written beside each other: which takes which name is open.
        qtbot.waitUntil(lambda: sorted(names(field)) == ["Pasted picture 1.png", "Pasted picture 2.png"])
        first = field.items()[0]
        assert QImage(first.file).size().width() == 60
        assert first.size == (tmp_path / "pasted" / names(field)[0]).stat().st_size
        qtbot.waitUntil(lambda: bench.thumbnails.image(first) is not None)

    def test_pixels_on_another_kind_are_handed_on(self, benches: Benches, qtbot: QtBot) -> None:
        draft = Draft(model=STD, start=InputMode.REFERENCES)
        bench = benches.show(draft, Field.REFERENCE_VIDEOS)
        drop(bench.fields[Field.REFERENCE_VIDEOS], mime_of({"image": {"image": [9, 9]}}))
        qtbot.waitUntil(lambda: bool(bench.misplaced))
        assert bench.misplaced[0][1] is Kind.IMAGE

    def test_a_folder_that_cannot_be_written_is_said(
        self, benches: Benches, tmp_path: Path, qtbot: QtBot
    ) -> None:
        bench, field = benches.images()
        (tmp_path / "pasted").write_text("in the way")
        drop(field, mime_of({"image": {"image": [9, 9]}}))
        qtbot.waitUntil(lambda: bool(bench.said))
        assert field.items() == ()
        assert "could not be saved" in bench.said[0]

    def test_ten_thousand_links_leave_the_window_alive(self, benches: Benches, qtbot: QtBot) -> None:
        bench, field = benches.images()
        drop(field, text("\n".join(f"https://a.com/{n}.png" for n in range(10_000))))
        assert len(field.items()) == 100
        assert "That is a lot at once" in bench.said[0]
        qtbot.waitUntil(field.strip.tiles()[0].isVisible)


class TestFrames:
    def frames(self, benches: Benches, **given: Reference) -> Bench:
        draft = Draft(model=STD, start=InputMode.FRAMES)
        for name, reference in given.items():
            draft = draft.with_items(Field(name), (reference,))
        return benches.show(draft, *FRAME_FIELDS)

    def test_one_takes_the_first_and_says_so(self, benches: Benches) -> None:
        bench = self.frames(benches)
        drop(bench.fields[Field.FIRST_IMAGE], text("https://a.com/1.png https://a.com/2.png"))
        assert bench.draft.first_image == ONE
        assert "first was taken" in bench.said[0]

    def test_one_takes_the_place_of_the_other(self, benches: Benches) -> None:
        bench = self.frames(benches, first_image=ONE)
        drop(bench.fields[Field.FIRST_IMAGE], text("https://a.com/2.png"))
        assert bench.draft.first_image == TWO

    def test_one_tile_dragged_onto_the_other_frame_moves(self, benches: Benches) -> None:
        bench = self.frames(benches, first_image=ONE)
        tile = bench.fields[Field.FIRST_IMAGE].strip.tiles()[0]
        bench.fields[Field.FIRST_IMAGE].send_item(tile.index, Field.LAST_IMAGE)
        assert bench.draft.first_image is None
        assert bench.draft.last_image == ONE

    def test_the_slot_is_as_wide_as_there_is_room(self, benches: Benches) -> None:
        bench = self.frames(benches, first_image=ONE)
        field = bench.fields[Field.FIRST_IMAGE]
        assert field.strip.tiles()[0].width() == field.width()


class TestReordering:
    def test_keys_move_a_tile_and_keep_the_focus(self, benches: Benches) -> None:
        _, field = benches.images(ONE, TWO, THREE)
        field.strip.focus_tile(0)
        for modifier in (Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier):
            QTest.keyClick(focused(), Qt.Key.Key_Right, modifier)
        assert names(field) == ["2.png", "3.png", "1.png"]
        assert field.strip.tiles()[2].hasFocus()
        QTest.keyClick(focused(), Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert names(field) == ["2.png", "3.png", "1.png"]
        QTest.keyClick(focused(), Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
        assert names(field) == ["1.png", "2.png", "3.png"]

    def test_arrows_walk_and_tab_stops_once(self, benches: Benches) -> None:
        _, field = benches.images(ONE, TWO, THREE)
        field.strip.focus_tile(0)
        QTest.keyClick(focused(), Qt.Key.Key_Right)
        assert field.strip.tiles()[1].hasFocus()
        stops = [tile for tile in field.strip.tiles() if tile.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == [field.strip.tiles()[1]]

    @pytest.mark.parametrize(
        ("dragged", "place", "expected"),
        [(0, 3, "231"), (2, 0, "312"), (0, 1, "123"), (0, 2, "213"), (1, 1, "123")],
    )
    def test_a_drop_between_tiles_moves_there(
        self, benches: Benches, monkeypatch: pytest.MonkeyPatch, dragged: int, place: int, expected: str
    ) -> None:
        _, field = benches.images(ONE, TWO, THREE)
        tile = field.strip.tiles()[dragged]
        # Only a drag by the system has a source.
        monkeypatch.setattr(QDropEvent, "source", lambda _self: tile)
        shown = field.strip.tiles()[min(place, 2)].geometry()
        at = shown.center() + QPoint(shown.width() // 4 * (1 if place == 3 else -1), 0)
        drop(field, tile_mime(tile.view.reference), field.strip.mapTo(field, at))
        assert "".join(item.name[0] for item in field.items()) == expected

    def test_a_dragged_tile_carries_its_link_and_is_never_moved_away(self) -> None:
        assert tile_mime(ONE).urls() == [QUrl(ONE.link)]
        assert tile_mime(Reference(file="/tmp/a b.png")).urls() == [QUrl.fromLocalFile("/tmp/a b.png")]
        assert not tile_mime(Reference(link="javascript:x")).hasUrls()

    def test_places_follow_the_lines(self, benches: Benches) -> None:
        _, field = benches.images(*(link(f"{n}.png") for n in range(6)), width=280)
        tiles = field.strip.tiles()
        assert tiles[3].y() > tiles[0].y()
        first = tiles[0].geometry()
        assert field.strip.place_at(first.center() - QPoint(10, 0)) == 0
        assert field.strip.place_at(first.center() + QPoint(10, 0)) == 1
        assert field.strip.place_at(QPoint(field.strip.width(), first.center().y())) == 3
        assert field.strip.place_at(QPoint(field.strip.width(), field.strip.height() + 50)) == 6


class TestRemoving:
    @pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
    def test_by_key(self, benches: Benches, key: Qt.Key) -> None:
        _, field = benches.images(ONE, TWO, THREE)
        field.strip.focus_tile(1)
        QTest.keyClick(focused(), key)
        assert names(field) == ["1.png", "3.png"]
        assert field.strip.tiles()[1].hasFocus()

    def test_by_the_cross_that_comes_with_the_focus(self, benches: Benches) -> None:
        _, field = benches.images(ONE, TWO)
        cross = next(child for child in field.strip.tiles()[1].children() if isinstance(child, QWidget))
        assert not cross.isVisible()
        field.strip.focus_tile(1)
        assert cross.isVisible()
        assert cross.accessibleName() == "Remove 2.png"
        QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
        assert names(field) == ["1.png"]


class TestOpening:
    def test_a_link_opens_in_the_browser(self, benches: Benches, opened: Opened) -> None:
        _, field = benches.images(ONE)
        tile = field.strip.tiles()[0]
        QTest.keyClick(tile, Qt.Key.Key_Return)
        QTest.mouseDClick(tile, Qt.MouseButton.LeftButton)
        assert opened.urls == [ONE.link, ONE.link]

    def test_a_click_alone_opens_nothing(self, benches: Benches, opened: Opened) -> None:
        _, field = benches.images(ONE)
        QTest.mouseClick(field.strip.tiles()[0], Qt.MouseButton.LeftButton)
        assert opened.urls == []
        assert field.strip.tiles()[0].hasFocus()

    @pytest.mark.parametrize(
        "source", ["http://a.com/b.png", "javascript:alert(1)", "asset://a", "file:///etc/passwd"]
    )
    def test_nothing_but_https_is_opened(self, benches: Benches, opened: Opened, source: str) -> None:
        bench, field = benches.images(Reference(link=source))
        QTest.keyClick(field.strip.tiles()[0], Qt.Key.Key_Return)
        assert opened.urls == []
        assert "https://" in bench.said[0]

    def test_a_file_opens_in_its_program(
        self, benches: Benches, opened: Opened, tmp_path: Path, qtbot: QtBot
    ) -> None:
        path = picture(tmp_path / "a b.png")
        bench, field = benches.images(Reference(file=str(path)))
        QTest.keyClick(field.strip.tiles()[0], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(opened.urls))
        assert opened.urls == [
            QUrl.fromLocalFile(str(path)).toString(QUrl.ComponentFormattingOption.FullyEncoded)
        ]
        path.unlink()
        QTest.keyClick(field.strip.tiles()[0], Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(bench.said))
        assert "not there" in bench.said[0]


def action(menu: QMenu, words: str) -> QAction:
    return next(each for each in menu.actions() if each.text().replace("&", "") == words)


class TestMenus:
    def test_of_a_tile_does_what_the_keys_do(self, benches: Benches) -> None:
        _, field = benches.images(ONE, TWO)
        menu = field.show_menu(0, QPoint(0, 0))
        assert not action(menu, "Move left").isEnabled()
        action(menu, "Move right").trigger()
        assert names(field) == ["2.png", "1.png"]
        menu.close()
        menu = field.show_menu(1, QPoint(0, 0))
        action(menu, "Copy link").trigger()
        assert QGuiApplication.clipboard().text() == ONE.link
        letters = [QKeySequence.mnemonic(each.text()).toString() for each in menu.actions() if each.text()]
        assert all(letters)
        assert len(set(letters)) == len(letters)
        action(menu, "Remove").trigger()
        assert names(field) == ["2.png"]
        menu.close()

    @pytest.mark.parametrize("words", ["Open", "Copy link", "Move left", "Move right", "Remove"])
    def test_the_keys_do_what_the_menu_says_of_them(
        self, benches: Benches, opened: Opened, words: str
    ) -> None:
        came = []
        for by_key in (False, True):
            QGuiApplication.clipboard().clear()
            opened.urls.clear()
            _, field = benches.images(ONE, TWO, THREE)
            menu = field.show_menu(1, QPoint(0, 0))
            way = action(menu, words)
            if by_key:
                menu.close()
                field.strip.focus_tile(1)
                QTest.keySequence(focused(), way.shortcut())
            else:
                way.trigger()
                menu.close()
            came.append((names(field), list(opened.urls), QGuiApplication.clipboard().text()))
        assert came[0] == came[1]
        assert came[0] != (["1.png", "2.png", "3.png"], [], "")

    def test_moves_to_another_field(self, benches: Benches) -> None:
        bench, field = benches.images(ONE, TWO)
        bench.destinations.append((Field.FIRST_IMAGE, "First & last"))
        menu = field.show_menu(1, QPoint(0, 0))
        away = action(menu, "Move to").menu()
        assert isinstance(away, QMenu)
        away.actions()[0].trigger()
        assert bench.draft.first_image == TWO
        assert names(field) == ["1.png"]
        menu.close()


class TestShowing:
    def test_problems_mark_their_tile_and_say_why(self, benches: Benches) -> None:
        _, field = benches.images(ONE, Reference(link="http://a.com/b.png"))
        good, bad = field.strip.tiles()
        assert good.view.problem == ""
        assert "https://" in bad.view.problem
        assert "https://" in bad.accessibleDescription()
        assert good.accessibleName() == "Picture 1, 1.png"

    def test_markup_and_hidden_letters_are_shown_as_they_are(self, benches: Benches) -> None:
        _, field = benches.images(Reference(link=EVIL), Reference(link="https://a.com/a%E2%80%AEgnp.exe"))
        first, second = field.strip.tiles()
        assert "etc/passwd" in first.toolTip()
        assert "<img" not in first.toolTip()
        assert display_name(second.view.reference) == "a�gnp.exe"

    def test_progress_is_shown_and_read(self, benches: Benches) -> None:
        _, field = benches.images(ONE)
        field.set_progress({ONE: ItemState("Uploading 40 %", 40)})
        assert "Uploading 40 %" in field.strip.tiles()[0].accessibleDescription()
        field.set_progress({})
        assert "Uploading" not in field.strip.tiles()[0].accessibleDescription()

    def test_setting_the_state_edits_nothing(self, benches: Benches) -> None:
        bench, field = benches.images(ONE)
        draft = bench.draft
        state = evaluate(RULES, draft)[Field.IMAGES]
        field.set_state((TWO, THREE), state)
        assert names(field) == ["2.png", "3.png"]
        assert bench.draft is draft

    def test_a_tile_is_called_by_kind_number_name_and_state(self, benches: Benches) -> None:
        bench, field = benches.images(ONE, link("fox%20cub.png"), Reference(link="http://a.com/no.png"))
        field.set_progress({bench.draft.images[1]: ItemState("2 MB/s", 47, note="Uploading: 47 %")})
        assert [tile.accessibleName() for tile in field.strip.tiles()] == [
            "Picture 1, 1.png",
            "Picture 2, fox cub.png, uploading 40 %",
            "Picture 3, no.png, Problem",
        ]
        _, field = benches.images(Reference(file="/a/big.png", size=10**9))
        assert field.strip.tiles()[0].accessibleName() == "Picture 1, big.png, Too large"
        frames = benches.show(Draft(STD, start=InputMode.FRAMES, first_image=ONE), Field.FIRST_IMAGE)
        frames.fields[Field.FIRST_IMAGE].set_progress({ONE: ItemState("Failed", tone="danger")})
        (tile,) = frames.fields[Field.FIRST_IMAGE].strip.tiles()
        assert tile.accessibleName() == "First frame, 1.png, Failed"

    def test_nothing_that_is_read_aloud_holds_mark_up(self, benches: Benches) -> None:
        bench = benches.show(
            Draft(STD, start=InputMode.REFERENCES, images=(ONE, Reference(link="http://a.com/b.png"))),
            *REFERENCE_FIELDS,
        )
        heard = []
        for widget in bench.findChildren(QWidget):
            read = QAccessible.queryAccessibleInterface(widget)
            heard += [read.text(QAccessible.Text.Name), read.text(QAccessible.Text.Description)]
        assert any("1.png" in words for words in heard)
        assert not [words for words in heard if "<" in words]

    def test_one_more_leaves_the_others_as_they_are(self, benches: Benches) -> None:
        _, field = benches.images(*(link(f"{n}.png") for n in range(8)))
        tiles = field.strip.tiles()
        views = [tile.view for tile in tiles]
        drop(field, text("https://a.com/8.png"))
        assert len(field.strip.tiles()) == 9
        assert field.strip.tiles()[:8] == tiles
        assert all(tile.view is view for tile, view in zip(tiles, views, strict=True))

    def test_a_field_that_was_off_has_its_tiles_again(self, benches: Benches) -> None:
        bench, field = benches.images(ONE, TWO)
        tiles = field.strip.tiles()
        bench.enter(replace(bench.draft, start=InputMode.TEXT))
        bench.enter(replace(bench.draft, start=InputMode.REFERENCES, images=(ONE, THREE)))
        assert field.strip.tiles() == tiles
        assert [tile.view.reference for tile in tiles] == [ONE, THREE]

    def test_everything_has_a_name(self, benches: Benches) -> None:
        bench, field = benches.images(ONE, TWO)
        assert field.accessibleName() == "Reference pictures"
        for widget in bench.findChildren(QWidget):
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                assert widget.accessibleName(), widget

    def test_it_grows_with_its_lines(self, benches: Benches) -> None:
        draft = Draft(model=STD, start=InputMode.REFERENCES)
        bench = benches.show(draft, Field.IMAGES, width=260)
        field = bench.fields[Field.IMAGES]
        bench.enter(bench.draft.with_items(Field.IMAGES, tuple(link(f"{n}.png") for n in range(9))))
        height = field.heightForWidth(field.width())
        last = field.strip.tiles()[-1]
        assert height > 3 * last.height()


class TestThumbnails:
    @pytest.fixture
    def made(self, tmp_path: Path) -> Iterator[Thumbnails]:
        media = MediaWorker(tmp_path / "undecodable")
        made = Thumbnails(media)
        yield made
        media.close()
        made.close()

    def test_a_local_picture_is_read_in_the_background(
        self, made: Thumbnails, qtbot: QtBot, tmp_path: Path
    ) -> None:
        reference = Reference(file=str(picture(tmp_path / "a.jpg", 2000, 1000, "red")))
        with qtbot.waitSignal(made.ready, timeout=30_000):
            assert made.image(reference) is None
        image = made.image(reference)
        assert image is not None
        assert (image.width(), image.height()) == (640, 320)
        assert image.pixelColor(9, 9).red() > 250

    def test_a_clip_keeps_the_picture_that_was_given(
        self, made: Thumbnails, qtbot: QtBot, tmp_path: Path
    ) -> None:
        """It is no picture itself, which is known later."""
        first, second = Reference(file=str(tmp_path / "clip.mp4")), picture(tmp_path / "a.png", 9, 9)
        made.image(first)
        made.set_image(first.file, QImage(4, 4, QImage.Format.Format_RGB32))
        with qtbot.waitSignal(made.ready, timeout=30_000):
            made.image(Reference(file=str(second)))
        assert made.image(first) is not None

    def test_a_given_picture_is_made_small(self, made: Thumbnails) -> None:
        made.set_image(ONE.link, QImage(4000, 1000, QImage.Format.Format_RGB32))
        made.set_image(TWO.link, QImage(9000, 10, QImage.Format.Format_RGB32))
        sizes = [(image.width(), image.height()) for item in (ONE, TWO) if (image := made.image(item))]
        assert sizes == [(1280, 320), (2560, 320)]

    def test_links_are_never_fetched(self, made: Thumbnails) -> None:
        assert made.image(ONE) is None
        made.set_image(ONE.link, QImage(4, 4, QImage.Format.Format_RGB32))
        assert made.image(ONE) is not None


class FormBench(QWidget):
    """A form with a prompt and a drop target."""

    def __init__(self, theme: Theme, folder: Path, draft: Draft) -> None:
        super().__init__()
        self.prompt = PromptBox(theme, QAction(self), QAction(self))
        column = QVBoxLayout(self)
        column.addWidget(self.prompt)
        column.addStretch(1)
        self.target = FormDropTarget(self, upload=RULES.upload, paste_folder=folder)
        self.target.watch_text(self.prompt)
        self.target.set_form(evaluate(RULES, draft))
        self.given: list[tuple[Field, Reference]] = []
        self.said: list[str] = []
        self.hovering: list[bool] = []
        self.target.given.connect(self.given.extend)
        self.target.refused.connect(self.said.append)
        self.target.hovering.connect(self.hovering.append)


def test_a_name_that_is_not_utf_8_is_shown(benches: Benches) -> None:
    """As files out of a zip from a Chinese Windows have them."""
    _, field = benches.images(Reference(file="/tmp/\udcb9\udcfa.png"))
    (tile,) = field.strip.tiles()
    assert "\ufffd\ufffd.png" in tile.toolTip()
    assert "\ufffd\ufffd.png" in tile.accessibleName()


def test_files_are_chosen_in_the_systems_dialog(qtbot: QtBot, benches: Benches, tmp_path: Path) -> None:
    one, two = picture(tmp_path / "one.png"), picture(tmp_path / "two.png")
    bench, field = benches.images()
    given, everything = (chooser := field.add_menu.ask_for_files()).nameFilters()
    assert all(ending in given for ending in ("*.png", "*.heic", "*.mp4", "*.mp3"))
    assert everything == "All files (*)"  # whatever it is called, its content decides
    chooser.reject()
    for path in (one, two):
        dialog = field.add_menu.ask_for_files()
        if path is one:
            assert dialog.directory().exists()
            dialog.setDirectory(str(tmp_path))
        assert dialog.directory().path() == str(tmp_path)  # the second time by itself
        dialog.selectFile(str(path))
        dialog.accept()
        qtbot.waitUntil(lambda path=path: str(path) in [item.file for item in bench.draft.images])  # type: ignore[misc]
    assert [item.file for item in bench.draft.images] == [str(one), str(two)]


def test_frames_change_places(benches: Benches) -> None:
    draft = Draft(model=STD, start=InputMode.FRAMES, first_image=ONE, last_image=TWO)
    bench = benches.show(draft, Field.FIRST_IMAGE, Field.LAST_IMAGE)
    bench.fields[Field.FIRST_IMAGE].send_item(0, Field.LAST_IMAGE)
    assert (bench.draft.first_image, bench.draft.last_image) == (TWO, ONE)


class TestTheWholeForm:
    def bench(self, theme: Theme, qtbot: QtBot, folder: Path, draft: Draft) -> FormBench:
        bench = FormBench(theme, folder, draft)
        qtbot.addWidget(bench)
        bench.resize(300, 300)
        bench.show()
        qtbot.waitExposed(bench)
        return bench

    def test_sorts_by_kind(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        words = "https://a.com/1.png https://a.com/c.mp4 https://a.com/s.mp3 asset://x"
        assert drop(bench, text(words)).isAccepted()
        assert [name for name, _ in bench.given] == [
            Field.IMAGES,
            Field.REFERENCE_VIDEOS,
            Field.REFERENCE_AUDIOS,
            Field.IMAGES,
        ]
        assert bench.hovering == [True, False]

    def test_fills_the_frames_while_frames_are_chosen(
        self, theme: Theme, qtbot: QtBot, tmp_path: Path
    ) -> None:
        draft = Draft(model=STD, start=InputMode.FRAMES)
        bench = self.bench(theme, qtbot, tmp_path, draft)
        drop(bench, text("https://a.com/1.png https://a.com/2.png https://a.com/3.png"))
        assert bench.given == [(Field.FIRST_IMAGE, ONE), (Field.LAST_IMAGE, TWO)]
        assert "Both frames" in bench.said[0]
        bench.given.clear()
        bench.target.set_form(evaluate(RULES, draft.with_items(Field.FIRST_IMAGE, (ONE,))))
        drop(bench, text("https://a.com/2.png"))
        assert bench.given == [(Field.LAST_IMAGE, TWO)]

    def test_leaves_words_to_the_prompt(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        drop(bench.prompt.viewport(), text("a cat like https://a.com/1.png"))
        QGuiApplication.clipboard().setText("two cats")
        QTest.keyClick(bench.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert bench.given == []
        assert "a cat like" in bench.prompt.toPlainText()
        assert "two cats" in bench.prompt.toPlainText()

    def test_takes_things_out_of_the_prompt(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        drop(bench.prompt.viewport(), sample("firefox-image"))
        QGuiApplication.clipboard().setImage(QImage(picture(tmp_path / "p.png").as_posix()))
        QTest.keyClick(bench.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert bench.prompt.toPlainText() == ""
        qtbot.waitUntil(lambda: [name for name, _ in bench.given] == [Field.IMAGES, Field.IMAGES])
        assert bench.given[1][1].file.endswith("Pasted picture 1.png")

    def test_links_and_no_more_are_no_words(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        taken: list[str] = []
        bench.target.words_taken.connect(taken.append)
        QGuiApplication.clipboard().setText("https://a.com/1.png\n")
        QTest.keyClick(bench.prompt, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert bench.given == [(Field.IMAGES, ONE)]
        assert bench.prompt.toPlainText() == ""
        assert taken == ["https://a.com/1.png"]

    def test_pastes_wherever_the_focus_is(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        QGuiApplication.clipboard().setText("看 https://a.com/1.png")
        QTest.keyClick(bench, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        assert bench.given == [(Field.IMAGES, ONE)]

    def test_does_not_take_its_own_tiles(self, theme: Theme, qtbot: QtBot, tmp_path: Path) -> None:
        bench = self.bench(theme, qtbot, tmp_path, Draft(model=STD))
        assert not enter(bench, tile_mime(ONE)).isAccepted()
        drop(bench, tile_mime(ONE))
        assert bench.given == []
