"""Many orders at once: each row checked, the sum said, each valid one ordered once, the others stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from seedance_gui.ui.session.many_dialog import ManyDialog
from tests.ui.unconfirmed.test_unconfirmed import Desk, at_work, desk, eventually, server

if TYPE_CHECKING:
    from pathlib import Path

    from seedance_gui.services.tasks.service import TaskService

__all__ = ["desk", "server"]
TABLE = (
    "prompt\tduration\tmodel\timages\n"
    "A fox\t5\t\t\n"
    "A hare\tlong\t\t\n"
    "A wolf\t5\tnobody's\t\n"
    "A cat\t999\t\t\n"
    "A bear\t5\t\t/nowhere/bear.png\n"
    "A fox\t5\t\t\n"
)


def opened(desk: Desk) -> ManyDialog:
    desk.page.many_asked.emit()
    (dialog,) = desk.page.window().findChildren(ManyDialog)
    return dialog


def lines(dialog: ManyDialog) -> list[tuple[str, str]]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [(item.text(0), item.text(2)) for item in items if item is not None]


def ordered(service: TaskService) -> list[str]:
    return sorted(task.draft.prompt for task in service.tasks())


@at_work
async def test_valid_rows_are_ordered_once_and_the_others_stay(desk: Desk) -> None:
    dialog = opened(desk)
    assert not dialog.create_button.isEnabled()
    QGuiApplication.clipboard().setText(TABLE)
    dialog.paste()
    await eventually(lambda: lines(dialog))
    said = dict(lines(dialog))
    assert said["A fox"] == "Ready"
    assert said["A hare"] == "Not understood: Length."
    assert said["A bear"] == "There is no file /nowhere/bear.png."
    assert said["A cat"] == "Length 999 s: STD takes 4–15 s."
    assert all(said[prompt] != "Ready" for prompt in ("A wolf", "A cat"))
    assert dialog.cost.text()
    assert not ordered(desk.task_service)
    dialog.create_button.click()
    dialog.create_button.click()
    dialog._create()
    await eventually(lambda: not dialog._sending)
    assert ordered(desk.task_service) == ["A fox", "A fox"], "two rows, each once"
    assert [prompt for prompt, _ in lines(dialog)] == ["A hare", "A wolf", "A cat", "A bear"]
    assert not dialog.create_button.isEnabled()
    dialog.list.selectAll()
    dialog._remove()
    dialog.read("A lynx\nAn owl")
    await eventually(dialog.create_button.isEnabled)
    dialog.create_button.click()
    await eventually(lambda: not desk.page.window().findChildren(ManyDialog))
    assert ordered(desk.task_service) == ["A fox", "A fox", "A lynx", "An owl"]


@at_work
async def test_a_file_s_rows_are_added_and_its_files_lie_beside_it(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "fox.png").touch()
    table = tmp_path / "table.csv"
    table.write_text(
        "提示词,模型,分辨率,参考图\n狐狸,,720P,fox.png\n野兔,,,hare.png\n狼,,4K,\n鹿,Full 4K,4K,\n",
        "utf-8-sig",
    )
    dialog = opened(desk)
    dialog.read("A lynx")
    await eventually(lambda: lines(dialog))
    dialog.read(table)
    await eventually(lambda: len(lines(dialog)) == 5)
    said = dict(lines(dialog))
    assert (said["A lynx"], said["狐狸"]) == ("Ready", "Ready"), "what was there stays"
    assert said["野兔"] == f"There is no file {tmp_path / 'hare.png'}."
    assert said["鹿"] == "Ready", "what this model makes always"
    assert said["狼"] == "Resolution: STD always makes 720p."
    (fox,) = dialog.list.findItems("狐狸", Qt.MatchFlag.MatchExactly)
    assert "fox.png" in fox.text(1)
    dialog._remove()
    assert [prompt for prompt, _ in lines(dialog)] == ["A lynx"], "those that came last are selected"


@at_work
async def test_a_table_that_names_no_prompt_is_asked_about(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.show()
    dialog.read("Szene\tLänge\nFuchs\t7\n")
    await eventually(dialog.column_choice.isVisible)
    assert not lines(dialog)
    assert "Nothing was taken" in dialog.said.text()
    dialog.column_choice.take_button.click()
    await eventually(lambda: lines(dialog))
    assert lines(dialog) == [("Fuchs", "Ready")]
    assert "Länge" in dialog.said.text()
    assert not dialog.column_choice.isVisible()
    dialog.read("Row A\t4")  # a number is no name
    await eventually(dialog.column_choice.isVisible)
    dialog.column_choice.take_button.click()
    await eventually(lambda: len(lines(dialog)) == 2)
    assert dialog.said.text() == "Columns that aren't used: 2."


@at_work
async def test_it_closes_with_its_session_and_orders_nothing_more(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.read("A fox\nA hare")
    await eventually(dialog.create_button.isEnabled)
    dialog._create()
    desk.session.close()
    await eventually(lambda: not desk.page.window().findChildren(ManyDialog))
    assert not ordered(desk.task_service)
    desk.meet()


@at_work
async def test_all_of_them_can_be_held_first(desk: Desk) -> None:
    dialog = opened(desk)
    dialog.read("A fox\nA hare")
    dialog.hold.setChecked(True)
    await eventually(lambda: len(lines(dialog)) == 2)
    assert dialog.create_button.text() == "Put 2 into the list, held"
    counts: list[tuple[int, int]] = []
    desk.page.counted.connect(lambda *both: counts.append(both))
    dialog.create_button.click()
    await eventually(desk.toasts.toasts)
    assert counts[-1] == (0, 0), "nothing is in progress"
    assert "2 orders are held" in desk.toasts.toasts()[0].text
    assert [task.held for task in desk.task_service.tasks()] == [True, True]
