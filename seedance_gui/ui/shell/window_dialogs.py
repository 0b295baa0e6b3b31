"""Opens the settings, the guide and About, and does what is asked there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedance_gui.ui.shell.release_notice import releases_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from seedance_gui.domain.rules import Rules
    from seedance_gui.services.accounts.sessions import Sessions
    from seedance_gui.services.files.app_paths import AppPaths
    from seedance_gui.services.store.settings import KeptSettings
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.shell.main_window import MainWindow
    from seedance_gui.ui.shell.settings_dialog import SettingsDialog
    from seedance_gui.ui.shell.sign_in import SignIn, Spawn


class WindowDialogs:
    """On the window that is there: ``window`` gives it, as it may be made anew. ``videos``: where they go."""

    def __init__(
        self,
        theme: Theme,
        rules: Rules,
        paths: AppPaths,
        settings: KeptSettings,
        sessions: Sessions,
        sign_in: SignIn,
        *,
        window: Callable[[], MainWindow],
        videos: Callable[[], Path],
        spawn: Spawn,
    ) -> None:
        self._theme = theme
        self._rules = rules
        self._paths = paths
        self._settings = settings
        self._sessions = sessions
        self._sign_in = sign_in
        self._window = window
        self._videos = videos
        self._spawn = spawn

    def open_settings(self) -> None:
        """Open the settings; they come back by themselves where a setting has the window made anew."""
        self._spawn(self._show_settings(), "settings")

    def open_about(self, parent: QWidget) -> None:
        """Open About on a window or dialog."""
        from seedance_gui.ui.shell.about_dialog import AboutDialog  # noqa: PLC0415 - not needed to start

        AboutDialog(self._theme, self._paths, self._videos(), parent).open()

    def open_guide(self, rules: Rules) -> None:
        """Open the guide to these rules."""
        from seedance_gui.ui.shell.guide import Guide  # noqa: PLC0415 - not needed to start

        Guide(self._theme, self._window().words, rules, self._window()).open()

    async def _show_settings(self) -> None:
        from seedance_gui.ui.shell.dialogs import finished  # noqa: PLC0415 - not needed to start
        from seedance_gui.ui.shell.settings_dialog import SettingsDialog  # noqa: PLC0415

        left: SettingsDialog | None = None
        while left is None or left.rebuild_wanted:
            dialog = SettingsDialog(
                self._theme,
                self._window().words,
                self._settings.value,
                self._rules,
                videos=self._videos(),
                session=self._sessions.current,
                parent=self._window(),
                releases=releases_address(),
                place=left.place if left is not None else None,
            )
            dialog.changed.connect(lambda values: self._settings.change(**values))
            dialog.sign_out_asked.connect(lambda: self._spawn(self._sign_in.sign_out(), "sign out"))
            dialog.token_asked.connect(self._sign_in.ask_for_token)
            dialog.practice_asked.connect(self._sign_in.practise)
            dialog.about_asked.connect(lambda on=dialog: self.open_about(on))
            await finished(dialog)
            left = dialog
