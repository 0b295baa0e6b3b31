"""``./run`` with a small project that needs no network, and package managers that install nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="only on Linux is there a system to set up"),
    # Making a venv takes seconds, or many of them where the machine has much else to do.
    pytest.mark.timeout(180),
]

HERE = Path(__file__).resolve().parent.parent
GOT_TO_THE_VENV = "Python could not make the folder"

# What ./run may count on: a shell and the usual small tools.
TOOLS = """
    cat cksum cp dirname env flock getconf grep head id ls mkdir mv readlink rm sed sh sleep sort tr
    true uname
"""

PROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "seedance-gui"
version = "1.0"
"""

BACKEND = '''\
"""The least that pip takes for a builder: a wheel that points at this folder."""

import pathlib, zipfile

HERE = str(pathlib.Path(__file__).resolve().parent)
INFO = "seedance_gui-1.0.dist-info/"

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "seedance_gui-1.0-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        wheel.writestr("seedance_gui.pth", HERE)
        wheel.writestr(INFO + "METADATA", "Metadata-Version: 2.1\\nName: seedance-gui\\nVersion: 1.0\\n")
        wheel.writestr(INFO + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(INFO + "RECORD", "")
    return name
'''

PROGRAM = """\
import json, os, sys
print(json.__name__, os.getcwd(), sys.argv[1:])
"""


class Machine:
    """A checkout of a small project, and a PATH of its own that holds nothing but what is put there."""

    def __init__(self, folder: Path) -> None:
        # People do keep their things in folders with such names.
        self.checkout = folder / "my 视频 tools"
        self.bin = folder / "bin"
        self.elsewhere = folder / "elsewhere"
        for each in (self.checkout / "seedance_gui", self.bin, self.elsewhere):
            each.mkdir(parents=True)
        shutil.copy(HERE / "run", self.checkout / "run")
        (self.checkout / "pyproject.toml").write_text(PROJECT)
        (self.checkout / "constraints.txt").write_text("# none\n")
        (self.checkout / "backend.py").write_text(BACKEND)
        (self.checkout / "seedance_gui/__init__.py").write_text("")
        (self.checkout / "seedance_gui/__main__.py").write_text(PROGRAM)
        for tool in TOOLS.split():
            found = shutil.which(tool)
            assert found, f"this machine has no {tool}"
            (self.bin / tool).symlink_to(found)
        self.libraries = re.findall(r"^lib\S+\.so\.\d+", (HERE / "run").read_text(), re.MULTILINE)
        self.put_libraries(self.libraries)
        self.put("fc-list", "echo Noto Sans CJK SC")
        self.put_python("python3")
        self.venv = self.checkout / ".venv"

    def put(self, name: str, script: str) -> None:
        """Put a command on the PATH."""
        command = self.bin / name
        command.unlink(missing_ok=True)
        command.write_text(f"#!/bin/sh\n{script}\n")
        command.chmod(0o755)

    def put_python(self, name: str, *, venv: bool = True) -> None:
        """Put the Python that runs this on the PATH; one that makes no venv ends the set-up there, early."""
        unless = "" if venv else 'case "$*" in "-m venv"*) exit 1 ;; esac\n'
        self.put(name, f'{unless}exec {os.path.realpath(sys.executable)} "$@"')

    def put_libraries(self, names: list[str]) -> None:
        """Let the system's list of libraries hold these names."""
        lines = "\n".join(f"\t{name} (libc6,x86-64) => /lib/{name}" for name in names)
        self.put("ldconfig", f"cat <<'END'\n1 libs found\n{lines}\nEND")

    def start(self, *options: str, **variables: str) -> subprocess.Popen[str]:
        """Start ./run with a screen, unless the variables say otherwise."""
        environment = {
            "PATH": str(self.bin),
            "HOME": str(self.elsewhere),
            "LANG": "C.UTF-8",
            "DISPLAY": ":0",
            "SSL_CERT_FILE": str(self.checkout / "run"),
            **variables,
        }
        return subprocess.Popen(
            [self.checkout / "run", *options],
            cwd=self.elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *options: str, **variables: str) -> tuple[int, str, str]:
        """Run ./run to its end: exit code, what it printed, what it said on stderr."""
        process = self.start(*options, **variables)
        printed, said = process.communicate(timeout=150)
        return process.returncode, printed, said


@pytest.fixture(name="machine")
def fixture_machine(tmp_path: Path) -> Machine:
    """Return a machine on which nothing was started yet, and where set-ups end at making the venv."""
    machine = Machine(tmp_path)
    machine.put_python("python3", venv=False)
    return machine


@pytest.fixture(name="used", scope="module")
def fixture_used(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """Return a machine on which the program was started once."""
    machine = Machine(tmp_path_factory.mktemp("used"))
    code, printed, said = machine.run("--version")
    assert code == 0, said
    assert "['--version']" in printed
    assert "Fetching" in said
    return machine


def test_without_a_screen_it_says_so_and_installs_nothing(machine: Machine) -> None:
    code, printed, said = machine.run(DISPLAY="")
    assert (code, printed) == (1, "")
    assert re.fullmatch(r"Seedance opens a window, and there is no screen here[^\n]*\.\n", said)
    assert not machine.venv.exists()


@pytest.mark.parametrize("variable", ["WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_any_kind_of_screen_will_do(used: Machine, variable: str) -> None:
    assert used.run(DISPLAY="", **{variable: "something"})[0] == 0


def test_the_second_start_installs_nothing(used: Machine) -> None:
    code, printed, said = used.run("--practice", "a b", "*")
    assert (code, said) == (0, "")
    assert printed == f"json {used.elsewhere} ['--practice', 'a b', '*']\n"


def test_files_where_it_is_started_do_not_get_in_between(used: Machine) -> None:
    (used.elsewhere / "json.py").write_text("raise SystemExit('wrong json')")
    assert used.run()[0] == 0


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_what_is_needed_sets_up_again(used: Machine, name: str) -> None:
    with (used.checkout / name).open("a") as file:
        file.write("# changed\n")
    assert "Fetching" in used.run()[2]
    assert used.run()[2] == ""


def test_an_interrupted_set_up_is_made_anew_by_one_of_two(used: Machine) -> None:
    (used.venv / "ready-app").unlink()
    (used.venv / "unfinished").touch()
    rest = next(used.venv.glob("lib/python3*/site-packages/seedance_gui.pth"))
    rest.write_text("/nowhere")
    starts = [used.start("one"), used.start("two")]
    words = [start.communicate(timeout=150)[1] for start in starts]
    assert [start.returncode for start in starts] == [0, 0], words
    assert sum("Fetching" in said for said in words) == 1
    assert not (used.venv / "unfinished").exists()


def test_a_set_up_that_fails_says_so_and_is_tried_again(used: Machine) -> None:
    rules = used.checkout / "pyproject.toml"
    whole = rules.read_text()
    rules.write_text(whole.replace('"backend"', '"no_such_builder"'))
    code, printed, said = used.run()
    assert (code, printed) == (1, "")
    assert said.rstrip().splitlines()[-1].startswith("The Python packages could not be installed")
    rules.write_text(whole)
    assert used.run()[0] == 0


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "sudo apt-get install {} libegl1 libxcb-cursor0"),
        ("dnf", "sudo dnf install {} 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
        ("pacman", "sudo pacman -S {} libglvnd xcb-util-cursor"),
        ("zypper", "sudo zypper {} 'libEGL.so.1()(64bit)' 'libxcb-cursor.so.0()(64bit)'"),
    ],
)
def test_who_may_not_install_is_told_the_command(machine: Machine, manager: str, command: str) -> None:
    lacking = {"libEGL.so.1", "libxcb-cursor.so.0"}
    machine.put_libraries([name for name in machine.libraries if name not in lacking])
    machine.put("id", "echo 1000")
    machine.put(manager, "exit 1")
    code, printed, said = machine.run()
    assert (code, printed) == (1, "")
    start, end = command.split(" {} ")
    last = said.rstrip().splitlines()[-1].strip()
    assert last.startswith(start)
    assert last.endswith(" " + end)
    assert not machine.venv.exists()


def test_sudo_without_a_password_installs_by_itself(machine: Machine) -> None:
    machine.put_libraries(machine.libraries[1:])
    machine.put("id", "echo 1000")
    machine.put("sudo", '[ "$1" = -n ] || exit 1; shift; exec "$@"')
    machine.put("apt-get", f'echo "apt-get $*" >>"{machine.elsewhere}/log"')
    said = machine.run()[2]
    assert GOT_TO_THE_VENV in said
    update, install = (machine.elsewhere / "log").read_text().splitlines()
    assert update.startswith("apt-get update")
    assert install.endswith(" libegl1")


def test_without_a_chinese_font_it_still_starts(machine: Machine) -> None:
    machine.put("fc-list", "true")
    machine.put("id", "echo 1000")
    machine.put("apt-get", "exit 1")
    said = machine.run()[2]
    assert "fonts-noto-cjk" in said
    assert GOT_TO_THE_VENV in said


def test_an_unfit_python_is_passed_over(machine: Machine) -> None:
    machine.put("python3.13", "exit 1")
    (machine.bin / "python3").rename(machine.bin / "python3.11")
    assert GOT_TO_THE_VENV in machine.run()[2]


def test_without_python_it_is_asked_for(machine: Machine) -> None:
    (machine.bin / "python3").unlink()
    machine.put("id", "echo 1000")
    machine.put("apt-get", "exit 1")
    machine.put("apt-cache", '[ "$2" = python3.12-venv ]')
    code, _, said = machine.run()
    assert code == 1
    assert said.rstrip().endswith(" python3 python3.12-venv")
