"""What a person keeps under a name, as the dialog and the prompt offer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon, QPixmap

from seedance_gui.domain.form import evaluate
from seedance_gui.domain.links import ASSET
from seedance_gui.domain.mentions import reads_as_mention
from seedance_gui.services.tasks.named import LONGEST_TEXT
from seedance_gui.ui.form.prompt.mention_offers import kind_word
from seedance_gui.ui.kit.icons import pixmap
from seedance_gui.ui.kit.mention_words import spelled
from seedance_gui.ui.references.field.describing import KIND_ICONS, display_name, known_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedance_gui.domain.draft import Draft, Kind, Reference
    from seedance_gui.services.tasks.named import Named
    from seedance_gui.ui.session.scope import SessionContext

TEMPLATES: Final = "templates"
SNIPPETS: Final = "snippets"
CAST: Final = "cast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Things of one kind. ``given`` is what can be kept under a name now; None: there is nothing.

    ``ask`` says in the field for a name what would be kept, or how to come by it; ``about`` what a thing is.
    """

    key: str
    title: str
    things: Named[Any]
    given: object
    ask: str
    empty: str
    use: str
    about: Callable[[Any], str]
    icon: Callable[[Any], QIcon] | None = None
    why_not: Callable[[str], str] = lambda _: ""


def shelves(context: SessionContext, words: str = "", item: Reference | None = None) -> tuple[Shelf, ...]:
    """Return all of them; ``words`` of the prompt, or one of its references, are to be kept."""
    service, theme, thumbnails = context.task_service, context.theme, context.page.thumbnails

    translate = QCoreApplication.translate

    def picture(kept: Reference) -> QIcon:
        image = thumbnails.image(kept)
        icon = KIND_ICONS[kept.kind] if kept.kind else "image"
        return QIcon(pixmap(theme, icon, "text_secondary", 16) if image is None else QPixmap.fromImage(image))

    def about_one(kept: Reference) -> str:
        kind = kind_word(kept.kind) if kept.kind else ""
        return " · ".join(filter(None, (kind, display_name(kept), *known_of(kept))))

    def about_draft(kept: Draft) -> str:
        request = evaluate(context.rules, kept).request
        if request is None:  # of a model that is gone
            return spelled(kept.prompt)
        seconds = translate("Shelves", "{n} s").format(n=request.duration)
        model = context.words.text(request.model.name)
        names = (display_name(item) for item in kept.references())
        return " · ".join(filter(None, (model, request.ratio, seconds, *names, spelled(kept.prompt))))

    def taken(name: str) -> str:
        said = translate("Shelves", "That is how references are numbered. Choose another name.")
        return said if reads_as_mention(name) else ""

    ask_words = translate("Shelves", "Name for the selected words")
    no_words = translate("Shelves", "Select words in the prompt to keep them")
    ask_item = translate("Shelves", "Name for this reference")
    no_item = translate("Shelves", "Keep one by the menu of a reference")
    return (
        Shelf(
            key=SNIPPETS,
            title=translate("Shelves", "Snippets"),
            things=service.snippets,
            given=words[:LONGEST_TEXT] or None,
            ask=ask_words if words else no_words,
            empty=translate("Shelves", "A snippet keeps words that you use often: a camera move, a light."),
            use=translate("Shelves", "Insert"),
            about=spelled,
        ),
        Shelf(
            key=TEMPLATES,
            title=translate("Shelves", "Templates"),
            things=service.templates,
            given=context.page.form.draft,
            ask=translate("Shelves", "Name for what is in the form now"),
            empty=translate(
                "Shelves", "A template keeps everything in the form: prompt, references and settings."
            ),
            use=translate("Shelves", "Use"),
            about=about_draft,
        ),
        Shelf(
            key=CAST,
            title=translate("Shelves", "Cast"),
            things=service.cast,
            given=item,
            ask=ask_item if item else no_item,
            empty=translate(
                "Shelves",
                "The cast keeps references for every video. Type @ in the prompt to use one by its name.",
            ),
            use=translate("Shelves", "Mention"),
            about=about_one,
            icon=picture,
            why_not=taken,
        ),
    )


def castable(item: Reference, kind: Kind) -> Reference:
    """Return a reference of a field of this kind as the cast keeps it: of a file, the link is made anew."""
    keeps_link = not item.file or item.link.startswith(ASSET)
    return replace(item, kind=item.kind or kind, link=item.link if keeps_link else "")
