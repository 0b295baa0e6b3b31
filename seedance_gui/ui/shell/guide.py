"""The guide: how to begin, references and frames, what each route is for, what the states mean.

It says nothing of its own about the service: its facts are read from the rules, its states from the words of
the list. So it can't go stale.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from seedance_gui.compat import override
from seedance_gui.domain.draft import Draft, Field, Kind
from seedance_gui.domain.examples import load_examples
from seedance_gui.domain.rules import FrameNeed, LinkScheme
from seedance_gui.domain.task import Status, Task
from seedance_gui.domain.value_labels import value_label
from seedance_gui.services.platform import resources
from seedance_gui.ui.form.model.model_words import (
    REFERENCE_ICONS,
    billing_words,
    length_words,
    output_words,
)
from seedance_gui.ui.kit.choice import Choice
from seedance_gui.ui.kit.icons import set_icon
from seedance_gui.ui.kit.painting import draw_badge
from seedance_gui.ui.kit.parts import label
from seedance_gui.ui.kit.segmented import SegmentedControl
from seedance_gui.ui.kit.spacing import set_spacing
from seedance_gui.ui.kit.theme import set_look
from seedance_gui.ui.kit.translator import in_a_row, named
from seedance_gui.ui.preview.example_art import ExampleArt
from seedance_gui.ui.tasks.filter import Show, show_of, show_words
from seedance_gui.ui.tasks.words import Look, explanation, look_of, state_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

    from seedance_gui.domain.examples import Example
    from seedance_gui.domain.rules import Caution, Model, Route, Rules
    from seedance_gui.ui.kit.theme import Theme
    from seedance_gui.ui.kit.translator import Words

_MB: Final = 1_048_576
_WIDEST: Final = 640  # pixels at 100 % text of a line
_SIZE: Final = QSize(700, 720)


class Guide(QDialog):
    """Four short pages, one shown at a time."""

    def __init__(self, theme: Theme, words: Words, rules: Rules, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("guide")
        self.setWindowTitle(self.tr("Guide"))
        self._theme, self._words, self._rules = theme, words, rules
        examples = load_examples(resources.read_text("examples", "examples.toml"), rules)
        pages = (
            (Choice("begin", self.tr("Begin"), "sparkles"), self._beginning(examples)),
            (Choice("references", self.tr("References"), "images"), self._references()),
            (Choice("models", self.tr("Models"), "clapperboard"), self._models()),
            (Choice("states", self.tr("States"), "list-video"), self._states()),
        )
        self.pages = SegmentedControl(theme, self.tr("Pages of the guide"), [choice for choice, _ in pages])
        self.pages.set_value("begin")
        self._stack = QStackedWidget()
        places = {choice.value: self._stack.addWidget(page) for choice, page in pages}
        self.pages.value_changed.connect(lambda value: self._stack.setCurrentIndex(places[value]))
        head = QVBoxLayout()
        set_spacing(theme, head, edges=(20, 16, 20, 12))
        head.addWidget(self.pages)
        whole = QVBoxLayout(self)
        set_spacing(theme, whole, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
        self.resize((_SIZE * theme.text_size).boundedTo(parent.size() * 0.94))

    # The pages

    def _beginning(self, examples: Iterable[Example]) -> QWidget:
        choose = self.tr("Choose a model. {model} is a good one to begin with.")
        _, first = next(self._rules.models())
        taught = next(example for example in examples if example.parts)
        art = ExampleArt(self._theme, taught, QSize(_WIDEST, _WIDEST) * self._theme.text_size)
        art.set_beside(True)
        parts = [self._two(self._words.text(part.name), self._words.text(part.text)) for part in taught.parts]
        starts = (
            ("type", self.tr("Text"), self.tr("The prompt alone makes the video.")),
            (
                "images",
                self.tr("References"),
                self.tr("Pictures, videos and sound for the video to follow."),
            ),
            (
                "columns-2",
                self.tr("Frames"),
                self.tr("The picture it begins with, the one it ends with, or both."),
            ),
        )
        return self._page(
            label(self.tr("Make a video in three steps"), "title", wraps=True),
            self._line("chevrons-up-down", choose.format(model=self._words.text(first.name))),
            self._line("type", self.tr("Describe the video, and add references if you like.")),
            self._line("sparkles", self.tr("Press Create. It is saved to your folder by itself.")),
            self._heading(self.tr("What a good prompt names")),
            self._card(*parts, picture=art),
            self._heading(self.tr("Three ways to start")),
            self._card(*(self._line(icon, told, name) for icon, name, told in starts)),
        )

    def _references(self) -> QWidget:
        upload, days = self._rules.upload, self._rules.link_life_days
        kinds = {
            Kind.IMAGE: ("image", self.tr("Pictures")),
            Kind.VIDEO: ("video", self.tr("Videos")),
            Kind.AUDIO: ("music", self.tr("Sound clips")),
        }
        formats = [
            self._line(icon, _listed(map(str.upper, upload.formats[kind])), name)
            for kind, (icon, name) in kinds.items()
        ]
        size, kept = (
            upload.maximum_bytes // _MB,
            self.tr("The service keeps what is uploaded for {days} days."),
        )
        return self._page(
            label(self.tr("References lead, frames are shown"), "title", wraps=True),
            self._said(
                self.tr(
                    "A reference lends its look, its movement or its sound. A frame is the video's own "
                    "first or last picture. Reference pictures and frames don't go together: what isn't "
                    "used is kept."
                )
            ),
            self._line("at-sign", self.tr("Type @ in the prompt to say which reference does what.")),
            self._line("upload", self.tr("Drop files or links anywhere on the form, or paste them.")),
            self._heading(self.tr("Files the service takes")),
            self._card(
                *formats,
                self._said(self.tr("Up to {size} MB each.").format(size=size), kept.format(days=days)),
            ),
        )

    def _models(self) -> QWidget:
        routes = [self._route(route) for route in self._rules.routes]
        return self._page(label(self.tr("What each route is for"), "title", wraps=True), *routes)

    def _states(self) -> QWidget:
        groups: list[QWidget] = []
        for show in (Show.GOING, Show.READY, Show.TROUBLE):
            tasks = [task for task in map(_task_in, Status) if show_of(task) is show]
            lines = [
                self._with(_Badge(self._theme, look_of(task)), state_words(task), self._meaning(task))
                for task in tasks
            ]
            groups += [self._heading(show_words(show)), self._card(*lines)]
        return self._page(label(self.tr("What the states mean"), "title", wraps=True), *groups)

    # What stands on them

    def _meaning(self, task: Task) -> str:
        own = {
            Status.SENDING: self.tr("It is sent only once, and the program waits for the service's answer."),
            Status.QUEUED: self.tr("The service has taken the order and begins as soon as it can."),
            Status.PROCESSING: self.tr("The service is making it. You can close the program meanwhile."),
            Status.SAVED: self.tr("It is in your folder, with the settings that made it beside it."),
        }
        return own.get(task.status) or explanation(task, 0)

    def _route(self, route: Route) -> QFrame:
        say = self._words.text
        shape = route.resolution
        sizes = [
            output_words(size) for size in shape.choices or dict.fromkeys(m.output for m in route.models)
        ]
        ratios = [say(value_label(ratio)) for ratio in route.ratio.choices]
        lines = [
            self._line(REFERENCE_ICONS[field], details, name) for field, name, details in self._taken(route)
        ]
        return self._card(
            label(say(route.name), "strong", wraps=True),
            self._said(say(route.summary)),
            label(
                " · ".join(
                    (billing_words(route.billing), length_words(route), _listed(sizes), _listed(ratios))
                ),
                "caption",
                wraps=True,
            ),
            *lines,
            self._line("link", self._links(route)),
            *(self._caution(route, caution) for caution in route.cautions),
        )

    def _caution(self, route: Route, caution: Caution) -> QWidget:
        text = self._words.text(caution.text)
        models = [model for model in route.models if model.value in caution.models]
        told = named(self._names(models), text) if models else text
        return self._line("info", told, quiet=True)

    def _names(self, models: Iterable[Model]) -> str:
        """Return the names of models, or of their families, some of which have commas in them."""
        names = dict.fromkeys(self._words.text(model.family or model.name) for model in models)
        return _listed(f"“{name}”" for name in names)

    def _taken(self, route: Route) -> Iterable[tuple[Field, str, str]]:
        """Yield each kind of reference that a route takes: its name, and within which limits."""
        up_to = self.tr("up to {n}")
        if images := route.images:
            refused = _listed(map(str.upper, images.refused_formats))
            counts = self.tr("frames count, too"), images.counts_frames
            limits = _limits((up_to, images.maximum), counts, (self.tr("no {n}"), refused))
            yield Field.IMAGES, self.tr("Pictures"), limits
        if frames := route.frames:
            both = frames.need is FrameNeed.BOTH
            need = self.tr("first and last") if both else self.tr("first, last or both")
            yield Field.FIRST_IMAGE, self.tr("Frames"), need
        if videos := route.reference_videos:
            able = [model for model in route.models if route.takes(Field.REFERENCE_VIDEOS, model)]
            limits = _limits(
                (up_to, videos.maximum),
                (self.tr("{n} s together"), videos.total_seconds),
                (self.tr("{n} MB together"), (videos.total_bytes or 0) // _MB),
                (self.tr("sides from {n} pixels"), videos.minimum_pixels),
                (self.tr("sides up to {n} pixels"), videos.maximum_pixels),
                (self.tr("only with {n}"), len(able) < len(route.models) and self._names(able)),
            )
            yield Field.REFERENCE_VIDEOS, self.tr("Videos"), limits
        if audios := route.reference_audios:
            limits = _limits(
                (up_to, audios.maximum),
                (self.tr("not together with frames"), not audios.with_frames),
                (self.tr("beside a picture, video or frame"), audios.needs_picture_or_clip),
            )
            yield Field.REFERENCE_AUDIOS, self.tr("Sound clips"), limits

    def _links(self, route: Route) -> str:
        if route.takes_assets_only:
            return self.tr("Reviewed material only (asset://)")
        if LinkScheme.ASSET in route.links:
            return self.tr("Files, links and saved assets")
        return self.tr("Files and links")

    # How it is laid out

    def _page(self, *parts: QWidget) -> QScrollArea:
        inner, page, area = QWidget(), QWidget(), QScrollArea()
        inner.setMaximumWidth(self._theme.px(_WIDEST))
        column = QVBoxLayout(inner)
        set_spacing(self._theme, column, 8, 0)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        across = QHBoxLayout(page)
        set_spacing(self._theme, across, edges=(20, 4, 20, 20))
        across.addWidget(inner)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys scroll it
        area.setAccessibleName(self.tr("Guide"))
        area.setWidget(page)
        return area

    def _heading(self, text: str) -> QWidget:
        heading = label(text, "strong", wraps=True)
        heading.setContentsMargins(0, self._theme.px(12), 0, 0)
        return heading

    def _card(self, *parts: QWidget, picture: QWidget | None = None) -> QFrame:
        card, column = QFrame(), QVBoxLayout()
        set_look(card, card=True)
        set_spacing(self._theme, column, 8, (16, 12, 16, 14))
        for part in parts:
            column.addWidget(part)
        whole = QHBoxLayout(card)
        set_spacing(self._theme, whole, 0, 1)
        if picture is not None:
            whole.addWidget(picture, 1)
        whole.addLayout(column, 1)
        return card

    def _said(self, *texts: str) -> QWidget:
        return label(in_a_row(texts), "secondary", wraps=True)

    def _two(self, name: str, text: str) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        set_spacing(self._theme, column, 0, 0)
        column.addWidget(label(name, "caption", wraps=True))
        column.addWidget(label(text, wraps=True))
        return both

    def _line(self, icon: str, text: str, name: str = "", *, quiet: bool = False) -> QWidget:
        picture = label()
        set_icon(self._theme, picture, icon, "text_faint" if quiet else "text_secondary", 16)
        if not name:
            return self._beside(picture, label(text, "faint" if quiet else "", wraps=True))
        return self._beside(picture, label(named(name, text) if text else name, wraps=True))

    def _with(self, picture: QWidget, name: str, text: str) -> QWidget:
        both = QWidget()
        column = QVBoxLayout(both)
        set_spacing(self._theme, column, 0, 0)
        column.addWidget(label(name, "strong", wraps=True))
        column.addWidget(label(text, "secondary", wraps=True))
        return self._beside(picture, both)

    def _beside(self, picture: QWidget, words: QWidget) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        set_spacing(self._theme, row, 10, 0)
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        return line


class _Badge(QWidget):
    """A state's badge as the list draws it."""

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__()
        self._theme, self._look = theme, look
        self.setFixedSize(theme.px(22), theme.px(22))

    @override
    def paintEvent(self, _event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_badge(painter, self._theme, QRectF(self.rect()), self._look.icon, self._look.tone)


def _task_in(status: Status) -> Task:
    """Return a task that has nothing but a state."""
    return Task(id="", service="", created=0, draft=Draft(""), body={}, status=status)


def _limits(*limits: tuple[str, object]) -> str:
    """Return in words those limits that there are."""
    return _listed(words.format(n=limit) for words, limit in limits if limit)


def _listed(words: Iterable[str]) -> str:
    return QCoreApplication.translate("ModelPicker", ", ").join(words)
