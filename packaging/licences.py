"""Put together the licences of everything that is in a bundle, as one text.

The packages of Python bring theirs with them. What else is carried (Qt, FFmpeg, its codecs, Python …) is in
`licences/parts.toml`; a library that neither knows stops the build.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from seedance_gui.services.platform.licences import chapter, licence_of, licence_texts

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).parent
_INTRODUCTION = """\
Seedance itself is under the MIT licence, which comes first below.

This bundle carries the work of others too, each under its own licence. All of
them may be used together in this form. x264, by which clips are cut and
practice videos made, is under the GNU General Public License (version 2 or
later), and other parts are under the GNU Lesser General Public License,
version 3: whoever passes this bundle on as a whole does so under the GNU General Public
License, version 3. The source of Seedance is where this bundle came from;
what else is in it is published as source by its makers under the versions
named here.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Something carried that is no package of Python. ``files``: what is its own in a bundle."""

    name: str
    licence: str
    copyright: str
    files: str
    texts: tuple[str, ...]


def parts() -> list[Part]:
    """Return what `licences/parts.toml` knows."""
    data = tomllib.loads((HERE / "licences" / "parts.toml").read_text(encoding="utf-8"))
    return [Part(**entry | {"texts": tuple(entry["texts"])}) for entry in data["part"]]


def text(files: Iterable[str], modules: Iterable[str]) -> str:
    """Return the text for a bundle of these files and modules. Raises LookupError for one not known."""
    packages = metadata.packages_distributions()
    names = [name.replace("\\", "/") for name in files]
    tops = {module.partition(".")[0] for module in modules} | {name.partition("/")[0] for name in names}
    found = {name: metadata.distribution(name) for top in tops for name in packages.get(top, ())}
    found.pop("seedance-gui", None)
    carried = [part for part in parts() if any(re.search(part.files, name) for name in names)]
    known = [re.compile(part.files) for part in carried]
    unknown = [
        name
        for name in names
        if re.search(r"\.(so|dll|dylib)\b", name)
        and not any(pattern.search(name) for pattern in known)
        and (re.split(r"[/.]", name)[0] not in packages or re.search(r"/Qt/|\.libs/|\.dylibs/", name))
    ]
    if unknown:
        message = f"no licence is known for: {', '.join(unknown)} (see packaging/licences/parts.toml)"
        raise LookupError(message)
    lines = ["THE LICENCES OF SEEDANCE AND OF WHAT COMES WITH IT", "", _INTRODUCTION]
    lines += [f"  {part.name}: {part.licence}" for part in carried]
    lines += [f"  {one.name} {one.version}: {licence_of(one)}" for one in _sorted(found)]
    lines += ["", *chapter("Seedance", (HERE.parent / "LICENSE").read_text(encoding="utf-8"))]
    for part in carried:
        lines += chapter(f"{part.name}: {part.licence}", part.copyright.strip())
    for one in _sorted(found):
        lines += chapter(f"{one.name} {one.version}: {licence_of(one)}", *licence_texts(one))
    for name in sorted({name for part in carried for name in part.texts}):
        lines += chapter(name, (HERE / "licences" / f"{name}.txt").read_text(encoding="utf-8"))
    return "\n".join(lines)


def _sorted(found: dict[str, metadata.Distribution]) -> list[metadata.Distribution]:
    return [found[name] for name in sorted(found, key=str.lower)]
