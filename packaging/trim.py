"""Make a Linux bundle smaller by what nothing in it uses. Needs binutils, gcc and ICU's icupkg.

Measured with PySide6 6.11 and PyAV 18: 262 MB become 185.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

# Of the 32 MB of ICU's data, Qt can ask here for how to sort and how to read other encodings. The rest are
# names of currencies, regions, time zones, units …, where to break words of Thai, how to spell numbers out.
_ICU_NOT_USED = ("brkitr", "unit", "zone", "curr", "lang", "translit", "rbnf", "region")
# Libraries that others are linked with and that nothing here calls: encoders of HEVC and AV1 (videos are made
# in practice only, as H.264), and Qt Quick, of which the player's plugin wants a function.
_NOT_CALLED = ("libx265", "libSvtAv1Enc", "libQt6Quick.so.6", "libQt6Qml.so.6")


def trim(internal: Path, qt_libraries: Path) -> None:
    """Trim what is below ``internal``. ``qt_libraries``: the whole wheel's, also what was left out."""
    libraries = [file for file in sorted(internal.rglob("*.so*")) if not file.is_symlink()]
    for library in libraries:
        if ", not stripped" in _said("file", "-b", library):
            _run("strip", "--strip-unneeded", library)
    _shrink_icu(next(file for file in libraries if file.name.startswith("libicudata")))
    for name in _NOT_CALLED:
        whole = next((file for file in libraries if file.name.startswith(name)), qt_libraries / name)
        target = whole if whole in libraries else internal / "PySide6" / "Qt" / "lib" / name
        _hollow(whole, target, [file for file in libraries if file != whole])


def _hollow(whole: Path, target: Path, users: list[Path]) -> None:
    """Write a library to ``target`` that has of ``whole`` just the names that ``users`` want, to no effect.

    Its functions return null: x265 takes that for "not there". Its objects are empty.
    """
    wanted = set()
    for user in users:
        if re.search(rf"NEEDED.*\[{re.escape(target.name)}\]", _said("readelf", "-d", user)):
            wanted |= {line.split()[-1] for line in _said("nm", "-D", "--undefined-only", user).splitlines()}
    versions: dict[str, list[str]] = {}
    code, names = [], {name.partition("@")[0] for name in wanted}
    for line in _said("nm", "-D", "-S", "--defined-only", whole).splitlines():
        *_, kind, full = line.split()
        name, _, version = full.replace("@@", "@").partition("@")
        if name not in names or kind == "A":
            continue
        size = int(line.split()[1], 16)
        code.append(f"void *{name}(void) {{ return 0; }}" if kind in "TtWi" else f"char {name}[{size}];")
        versions.setdefault(version, []).append(name)
    script = "".join(
        f"{version} {{ global: {'; '.join(found)}; }};\n" for version, found in versions.items() if version
    )
    if target.name.startswith("libQt6") and not script:
        script = "Qt_6 { };\n"
    with tempfile.TemporaryDirectory() as folder:
        source, map_file = Path(folder) / "hollow.c", Path(folder) / "versions.map"
        source.write_text("\n".join(code) + "\n", encoding="utf-8")
        map_file.write_text(script, encoding="utf-8")
        new = Path(folder) / "new.so"
        options = [f"-Wl,--version-script={map_file}"] if script else []
        _run("gcc", "-shared", "-fPIC", "-w", "-s", "-nostdlib", f"-Wl,-soname,{target.name}",
             "-Wl,--build-id=none", *options, "-o", new, source)  # fmt: skip
        shutil.move(new, target)


def _shrink_icu(library: Path) -> None:
    """Take out of ICU's data library what is not used."""
    found = re.search(r"^(\w+) (\w+) \w (icudt\d+_dat)$", _said("nm", "-D", "-S", library), re.MULTILINE)
    section = re.search(r"\.rodata +PROGBITS +(\w+) (\w+)", _said("readelf", "-SW", library))
    assert found is not None
    assert section is not None
    name = found[3]
    begin = int(found[1], 16) - int(section[1], 16) + int(section[2], 16)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / f"{name.removesuffix('_dat')}l.dat"
        data.write_bytes(library.read_bytes()[begin : begin + int(found[2], 16)])
        entries = _said(_icupkg(), "-l", data).split()
        gone = [entry for entry in entries if entry.startswith(tuple(f"{part}/" for part in _ICU_NOT_USED))]
        listed = Path(folder) / "gone.lst"
        listed.write_text("\n".join(gone) + "\n", encoding="ascii")
        _run(_icupkg(), "-r", listed, data)
        source, new = Path(folder) / "data.s", Path(folder) / "new.so"
        source.write_text(
            f'.section .rodata\n.balign 16\n.globl {name}\n.type {name}, @object\n{name}: .incbin "{data}"\n'
            f'.size {name}, . - {name}\n.section .note.GNU-stack,"",@progbits\n',
            encoding="ascii",
        )
        _run(
            "gcc",
            "-shared",
            "-nostdlib",
            "-s",
            f"-Wl,-soname,{library.name}",
            "-Wl,--build-id=none",
            "-o",
            new,
            source,
        )
        shutil.move(new, library)


def _icupkg() -> str:
    return shutil.which("icupkg") or "/usr/sbin/icupkg"


def _run(*command: str | Path) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _said(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, errors="replace").stdout
