#!/usr/bin/env python3
"""Build what a person installs, from a clean checkout: ``packaging/build.py``.

    Linux     dist/seedance-gui_VERSION_ARCH.deb, dist/Seedance-VERSION-ARCH.AppImage
    Windows   dist/Seedance-VERSION-setup.exe (Inno Setup)
    macOS     dist/Seedance-VERSION-ARCH.dmg

and dist/SHA256SUMS. Everything is made below build/bundle, with the Python that runs this (3.11 to 3.13) and
the packages named in constraints.txt and packaging/requirements.txt. Two builds of one commit on one machine
are the same byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import trim

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = ROOT / "build" / "bundle"
DIST = ROOT / "dist"
NAME = "seedance-gui"
VERSION = re.findall(
    r'^__version__ = "(.+)"$', (ROOT / "seedance_gui" / "__init__.py").read_text("utf-8"), re.MULTILINE
)[0]
WINDOWS, MACOS = sys.platform == "win32", sys.platform == "darwin"
PYTHON = WORK / "venv" / ("Scripts/python.exe" if WINDOWS else "bin/python")

# What the Linux branch needs besides Python: a command or file, and Debian's package of it.
TOOLS = {
    "gcc": "gcc", "strip": "binutils", "file": "file", "/usr/sbin/icupkg": "icu-devtools",
    "mksquashfs": "squashfs-tools",
    "dpkg-deb": "dpkg", "/usr/include/squashfuse/ll.h": "libsquashfuse-dev",
    "/usr/include/fuse3/fuse_lowlevel.h": "libfuse3-dev", "/usr/include/zlib.h": "zlib1g-dev",
    "/usr/include/lzma.h": "liblzma-dev", "/usr/include/lz4.h": "liblz4-dev",
    "/usr/include/zstd.h": "libzstd-dev",
    "/usr/include/lzo/lzo1x.h": "liblzo2-dev",
}  # fmt: skip

# Opened or read while running, so that no link to them stands in any file; and what makes the program whole.
DEPENDS = ("libdbus-1-3", "ca-certificates", "xkb-data")
RECOMMENDS = ("fonts-noto-cjk", "xdg-utils", "gnome-keyring | org.freedesktop.secrets", "libva2")


def main() -> None:
    """Build everything for the system that this runs on."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--version-of", metavar="VERSION", help="fail unless the program has this version (v1.2 or 1.2)"
    )
    parser.add_argument(
        "--releases", metavar="URL", default="",
        help="where the program may ask for newer versions, if the person wants that: replies as of GitHub's "
        "https://api.github.com/repos/OWNER/NAME/releases/latest",
    )  # fmt: skip
    parser.add_argument(
        "--bundle-only", action="store_true", help="stop at the folder build/bundle/seedance-gui"
    )
    parser.add_argument("--quick", action="store_true", help="pack for a trial: at once, but larger")
    options = parser.parse_args()
    if options.version_of and options.version_of.removeprefix("v") != VERSION:
        sys.exit(f"This is version {VERSION}, not {options.version_of}.")
    if options.releases and not options.releases.startswith("https://"):
        sys.exit("The address of the releases has to begin with https://.")
    if sys.platform == "linux":
        check_tools()
    os.environ["SEEDANCE_RELEASES"] = options.releases
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch())
    os.environ["PYTHONHASHSEED"] = "0"
    say("the packages")
    make_venv()
    say("the bundle")
    tree = make_bundle()
    say(f"the bundle: {size(tree) / 1e6:.0f} MB in {tree}")
    if options.bundle_only:
        return
    DIST.mkdir(exist_ok=True)
    for old in DIST.glob("[Ss]eedance*"):
        old.unlink()
    if WINDOWS:
        make_installer(tree)
    elif MACOS:
        make_dmg()
    else:
        root = make_root(tree)
        make_deb(root, quick=options.quick)
        make_appimage(root, quick=options.quick)
    made = sorted(
        file
        for file in DIST.iterdir()
        if file.name != "SHA256SUMS" and file.name.lower().startswith("seedance")
    )
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in made]
    (DIST / "SHA256SUMS").write_text("".join(sums), encoding="ascii", newline="\n")
    for file in made:
        say(f"{file.stat().st_size / 1e6:6.1f} MB  {file}")


def check_tools() -> None:
    """End with the command that installs what is missing."""
    missing = [package for tool, package in TOOLS.items() if not (shutil.which(tool) or Path(tool).exists())]
    if missing:
        sys.exit(f"This needs: apt-get install {' '.join(missing)}")


def epoch() -> int:
    """Return the time of the commit in Unix seconds, which stands for the time of the build."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    try:
        command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
        return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return int((ROOT / "pyproject.toml").stat().st_mtime)


def make_venv() -> None:
    """Install the program's dependencies and what makes the bundle, unless just these are there."""
    wanted = ROOT / "constraints.txt", HERE / "requirements.txt", ROOT / "pyproject.toml"
    stamp = WORK / "venv" / "made-of"
    state = hashlib.sha256(b"".join(file.read_bytes() for file in wanted)).hexdigest() + sys.version
    if stamp.is_file() and stamp.read_text("utf-8") == state:
        return
    shutil.rmtree(WORK / "venv", ignore_errors=True)
    run(sys.executable, "-m", "venv", WORK / "venv")
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    run(PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-q", "--no-compile",
        "--only-binary", ":all:", "-c", ROOT / "constraints.txt", "-r", HERE / "requirements.txt",
        *needed)  # fmt: skip
    stamp.write_text(state, encoding="utf-8")


def make_bundle() -> Path:
    """Make the folder of the program: with its Python and all its libraries."""
    os.environ["SEEDANCE_ICON"] = str(icon("ico") if WINDOWS else icon("icns") if MACOS else "")
    shutil.rmtree(WORK / "out", ignore_errors=True)
    run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN",
        "--distpath", WORK / "out", "--workpath", WORK / "pyinstaller", HERE / "seedance.spec")  # fmt: skip
    tree = WORK / NAME
    shutil.rmtree(tree, ignore_errors=True)
    shutil.move(WORK / "out" / NAME, tree)
    if sys.platform == "linux":
        find = "import PySide6, pathlib; print(pathlib.Path(PySide6.__file__).parent / 'Qt' / 'lib')"
        trim.trim(tree / "_internal", Path(said(PYTHON, "-c", find).strip()))
    return tree


def icon(kind: str, pixels: int = 256) -> Path:
    """Draw the program's icon into a file of some kind: png, ico, icns."""
    file = WORK / f"icon.{kind}"
    code = (
        "import sys; from PySide6.QtCore import Qt;"
        "from PySide6.QtGui import QGuiApplication, QImage, QPainter;"
        "from PySide6.QtSvg import QSvgRenderer; app = QGuiApplication(['', '-platform', 'offscreen']);"
        "image = QImage(int(sys.argv[3]), int(sys.argv[3]), QImage.Format.Format_ARGB32);"
        "image.fill(Qt.GlobalColor.transparent); painter = QPainter(image);"
        "QSvgRenderer(sys.argv[1]).render(painter); painter.end(); sys.exit(not image.save(sys.argv[2]))"
    )
    run(PYTHON, "-c", code, ROOT / "resources" / "icons" / "app.svg", file, str(pixels))
    return file


# ---- Linux ----------------------------------------------------------------------------------------


def make_root(tree: Path) -> Path:
    """Lay the program and what a desktop wants to know of it out as below / of a Linux system."""
    root = WORK / "root"
    shutil.rmtree(root, ignore_errors=True)
    share = root / "usr" / "share"
    shutil.copytree(tree, root / "usr" / "lib" / NAME, symlinks=True)
    put(share / "applications" / f"{NAME}.desktop", (HERE / "linux" / f"{NAME}.desktop").read_text("utf-8"))
    put(share / "mime" / "packages" / f"{NAME}.xml", (HERE / "linux" / "mime.xml").read_text("utf-8"))
    put(share / "metainfo" / f"{NAME}.metainfo.xml", metainfo())
    picture = (ROOT / "resources" / "icons" / "app.svg").read_text("utf-8")
    put(share / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg", picture)
    for pixels in (48, 128, 256):
        target = share / "icons" / "hicolor" / f"{pixels}x{pixels}" / "apps" / f"{NAME}.png"
        target.parent.mkdir(parents=True)
        shutil.copy(icon("png", pixels), target)
    (root / "usr" / "bin").mkdir()
    (root / "usr" / "bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    return root


def metainfo() -> str:
    """Return the AppStream data with the releases that the CHANGELOG names."""
    releases = "\n".join(
        f'    <release version="{version}" date="{day}"/>'
        for version, day in releases_of(ROOT / "CHANGELOG.md")
    )
    return (HERE / "linux" / "metainfo.xml").read_text("utf-8").replace("    <!-- releases -->", releases)


def releases_of(changelog: Path) -> list[tuple[str, str]]:
    """Return the versions and days of a CHANGELOG, the newest first."""
    return re.findall(r"^## (\d[\w.]*) \((\d{4}-\d\d-\d\d)\)$", changelog.read_text("utf-8"), re.MULTILINE)


def make_deb(root: Path, *, quick: bool) -> None:
    """Pack a Debian package."""
    package = WORK / "deb"
    shutil.rmtree(package, ignore_errors=True)
    shutil.copytree(root, package, symlinks=True)
    doc = package / "usr" / "share" / "doc" / NAME
    doc.mkdir(parents=True)
    shutil.copy(
        package / "usr" / "lib" / NAME / "_internal" / "seedance_gui" / "resources" / "licences.txt",
        doc / "copyright",
    )
    (doc / "changelog.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), 9, mtime=0))
    control = {
        "Package": NAME,
        "Version": VERSION,
        "Architecture": said("dpkg", "--print-architecture").strip(),
        "Maintainer": "The makers of Seedance <seedance-gui@localhost>",
        "Installed-Size": str(size(package) // 1024),
        "Depends": ", ".join(sorted({*linked_packages(package), *DEPENDS})),
        "Recommends": ", ".join(RECOMMENDS),
        "Section": "video",
        "Priority": "optional",
        "Description": "make videos with Seedance 2.0\n"
        " Describe the video, drop in references, press Create, watch it, keep it.\n"
        " .\n A practice mode needs no account and costs nothing.",
    }
    put(package / "DEBIAN" / "control", "".join(f"{key}: {value}\n" for key, value in control.items()))
    put(package / "DEBIAN" / "postrm", (HERE / "linux" / "postrm").read_text("utf-8"), mode=0o755)
    files = sorted(file for file in (package / "usr").rglob("*") if file.is_file() and not file.is_symlink())
    sums = [f"{hashlib.md5(file.read_bytes()).hexdigest()}  {file.relative_to(package)}\n" for file in files]
    put(package / "DEBIAN" / "md5sums", "".join(sums))
    settle(package)
    target = DIST / f"{NAME}_{VERSION}_{control['Architecture']}.deb"
    run("dpkg-deb", "--root-owner-group", "-Zxz", "-z0" if quick else "-z6", "--build", package, target)


def linked_packages(package: Path) -> list[str]:
    """Return Debian's packages of the libraries that the bundle is linked with and doesn't carry.

    By name, with a version where the bundle asks for one: dpkg-shlibdeps would name the one that is here.
    """
    folder = package / "usr" / "lib" / NAME
    files = [folder / NAME, *(file for file in folder.rglob("*.so*") if not file.is_symlink())]
    carried = {file.name for file in folder.rglob("*.so*")}
    wanted = {
        name for file in files for name in re.findall(r"NEEDED.*\[(.+)\]", said("readelf", "-dW", file))
    }
    known = dict(
        re.findall(r"^\t(\S+) .*(?:x86-64|AArch64).* => (\S+)$", said("/sbin/ldconfig", "-p"), re.MULTILINE)
    )
    found = {package_of(Path(known[name])) for name in wanted - carried - {"ld-linux-x86-64.so.2"}}
    symbols = "".join(said("objdump", "-T", file) for file in files)
    glibc = max((int(minor) for minor in re.findall(r"GLIBC_2\.(\d+)\b", symbols)), default=0)
    return [f"libc6 (>= 2.{glibc})" if name == "libc6" else name for name in found]


def package_of(library: Path) -> str:
    """Return the Debian package that a library belongs to."""
    real = library.resolve()
    # /lib is a link to /usr/lib today, and a package may name either.
    for path in (
        library,
        real,
        *(Path("/usr", *path.parts[1:]) for path in (library, real)),
        Path("/", *real.parts[2:]),
    ):
        done = subprocess.run(["dpkg", "-S", str(path)], check=False, capture_output=True, text=True)
        if done.returncode == 0:
            return done.stdout.partition(":")[0]
    sys.exit(f"No package holds {library}.")


def make_appimage(root: Path, *, quick: bool) -> None:
    """Put a SquashFS image of an AppDir behind a program that mounts it."""
    folder = WORK / "AppDir"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(root, folder, symlinks=True)
    (folder / "AppRun").symlink_to(f"usr/lib/{NAME}/{NAME}")
    (folder / f"{NAME}.desktop").symlink_to(f"usr/share/applications/{NAME}.desktop")
    (folder / f"{NAME}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (folder / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{NAME}.png")
    # The usual places look for it by this name too.
    (folder / "usr" / "share" / "metainfo" / f"{NAME}.appdata.xml").symlink_to(f"{NAME}.metainfo.xml")
    settle(folder)
    runtime, image = WORK / "runtime", WORK / "image.squashfs"
    libraries = (
        "-lsquashfuse_ll",
        "-lsquashfuse",
        "-lfuse3",
        "-lz",
        "-llzma",
        "-llzo2",
        "-llz4",
        "-lzstd",
        "-lpthread",
    )
    run("gcc", "-O2", "-Wall", "-static", "-s", "-Wl,--build-id=none", "-I/usr/include/fuse3", "-o", runtime,
        HERE / "linux" / "runtime.c", *libraries, quiet=True)  # fmt: skip
    run("mksquashfs", folder, image, "-noappend", "-all-root", "-no-xattrs", "-no-exports", "-comp", "zstd",
        "-Xcompression-level", "3" if quick else "15", "-b", "128K", "-quiet", "-no-progress")  # fmt: skip
    start = bytearray(runtime.read_bytes())
    start[8:11] = b"AI\x02"
    target = DIST / f"Seedance-{VERSION}-{platform.machine()}.AppImage"
    target.write_bytes(start + image.read_bytes())
    target.chmod(0o755)


# ---- Windows and macOS: written, but never run by their writers -----------------------------------


def make_installer(tree: Path) -> None:
    """Pack a Windows installer with Inno Setup, which installs for one person and needs no administrator."""
    compiler = shutil.which("iscc") or str(
        Path(os.environ["PROGRAMFILES(X86)"]) / "Inno Setup 6" / "ISCC.exe"
    )
    run(compiler, f"/DVersion={VERSION}", f"/DTree={tree}", f"/DIcon={WORK / 'icon.ico'}", f"/O{DIST}",
        f"/FSeedance-{VERSION}-setup", HERE / "windows" / "seedance.iss")  # fmt: skip


def make_dmg() -> None:
    """Pack a disk image with the program and a link to the folder of programs."""
    folder = WORK / "dmg"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    shutil.copytree(WORK / "out" / "Seedance.app", folder / "Seedance.app", symlinks=True)
    (folder / "Applications").symlink_to("/Applications")
    target = DIST / f"Seedance-{VERSION}-{platform.machine()}.dmg"
    run("hdiutil", "create", "-volname", "Seedance", "-srcfolder", folder, "-format", "UDZO", "-ov", target)


# ---- small ----------------------------------------------------------------------------------------


def put(file: Path, text: str, mode: int = 0o644) -> None:
    """Write a file and the folders above it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    file.chmod(mode)


def settle(folder: Path) -> None:
    """Give everything one time and plain rights, so that what is packed of it is the same in each build."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if runs and not re.search(r"\.so\b", path.name) else 0o644)
        os.utime(path, (epoch(), epoch()), follow_symlinks=False)


def size(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())


def run(*command: str | Path, quiet: bool = False) -> None:
    """Run a command, and end where it fails."""
    started = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command], check=False, stderr=subprocess.PIPE if quiet else None
    )
    if done.returncode:
        words = (done.stderr or b"").decode(errors="replace")
        sys.exit(f"{Path(command[0]).name} failed with {done.returncode}. {words}")
    if time.monotonic() - started > 10:
        say(f"  {Path(command[0]).name}: {time.monotonic() - started:.0f} s")


def said(*command: str | Path) -> str:
    """Return what a command says."""
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True).stdout


def say(words: str) -> None:
    """Tell how far it is."""
    print(words, flush=True)


if __name__ == "__main__":
    main()
