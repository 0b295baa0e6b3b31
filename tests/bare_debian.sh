#!/usr/bin/env bash
# Proves, by hand and as root, that ./run and ./run test need nothing but a bare Debian:
#
#     tests/bare_debian.sh FOLDER [SUITE [MIRROR]]
#
# It makes two Debian roots (bookworm unless told) below FOLDER, which must be outside of the checkout, clones into them
# what is committed here, and there
#
#   nothing/  without Python, as root: ./run says that there is no screen; ./run test goes from nothing to green;
#             the program makes its first videos in ./run --self-test; the second start is quick; an interrupted
#             set-up is made anew, by two starts at once.
#   python/   with python3 but not its venv, as a person without sudo: ./run names what is missing; that very command,
#             and nothing else, is carried out; then ./run --practice opens its window, whose picture is kept as
#             FOLDER/window.png; then ./run --self-test; then the same with ./run test, to green.
#
# It needs debootstrap, git, Xvfb, xwininfo and (for the picture) imagemagick's import, 6 GB below FOLDER and some 15
# minutes. The mirror is the one apt uses here unless told. All mounts and processes live in namespaces of their own:
# nothing stays behind but FOLDER, which may then be removed.
set -euo pipefail

if [ "$(id -u)" != 0 ] || [ $# -lt 1 ]; then
    sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0"
    exit 2
fi
if [ -z "${IN_NAMESPACE:-}" ]; then
    IN_NAMESPACE=yes exec unshare --mount --pid --fork --kill-child "$0" "$@"
fi

repo=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)
suite=${2:-bookworm}
# shellcheck disable=SC2016  # apt itself fills in what looks like a shell's variable
mirror=${3:-$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' | grep -v security | head -n 1)}
screen=:87

say() { printf '\n#### %s\n' "$*"; }
fail() {
    printf '\n#### FAILED: %s\n' "$*"
    exit 1
}

make_root() { # name, further packages
    local root=$folder/$1 extra=${2:-}
    say "$1: a bare Debian $suite"
    rm -rf "$root"
    debootstrap --variant=minbase ${extra:+--include="$extra"} "$suite" "$root" "$mirror" >"$folder/debootstrap.log" 2>&1 ||
        fail "debootstrap: see $folder/debootstrap.log"
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
    cp -L /etc/resolv.conf /etc/hosts "$root/etc/"
    # A machine behind its own certificate authority hands it to pip alone: the system's list stays as bare as it came.
    cp -L "${PIP_CERT:-${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}}" "$root/opt/authorities.pem"
    echo 'creator:x:1000:1000::/home/creator:/bin/sh' >>"$root/etc/passwd"
    echo 'creator:x:1000:' >>"$root/etc/group"
    mkdir "$root/home/creator"
    # Not linked to the files of the checkout, for these change hands.
    git clone -q --no-hardlinks "$repo" "$root/home/creator/seedance"
}

inside() { # root, person, command in the checkout
    chroot --userspec="$2:$2" "$folder/$1" /usr/bin/env -i HOME="/home/creator" USER="$2" PATH=/usr/local/bin:/usr/bin:/bin \
        PIP_CERT=/opt/authorities.pem ${PIP_INDEX_URL:+PIP_INDEX_URL="$PIP_INDEX_URL"} \
        sh -c "cd /home/creator/seedance && $3" </dev/null
}

# Carries out the command that ./run told the person to enter, without its sudo, and nothing else.
obey() { # root, file with what ./run said
    local command
    command=$(sed -n 's/^ *sudo //p' "$2")
    [ -n "$command" ] || fail 'no command was named'
    say "$1: entering: $command"
    inside "$1" root "apt-get update -q && $command" >"$folder/$1-packages.log" 2>&1 ||
        fail "the named command does not work: see $folder/$1-packages.log"
}

refused() { # root, arguments of ./run
    say "$1: ./run $2, as a person without sudo"
    if inside "$1" creator "DISPLAY=$screen ./run $2" >"$folder/$1-refused.log" 2>&1; then fail 'it did not refuse'; fi
    cat "$folder/$1-refused.log"
}

checks_are_green() { # root, person
    say "$1: ./run test, as $2"
    inside "$1" "$2" './run test' >"$folder/$1-test.log" 2>&1 || {
        tail -n 40 "$folder/$1-test.log"
        fail "see $folder/$1-test.log"
    }
    tail -n 1 "$folder/$1-test.log"
}

makes_videos() { # root, person
    say "$1: ./run --self-test, as $2, without a screen"
    inside "$1" "$2" './run --self-test /tmp/self-test' 2>"$folder/$1-self-test.log" ||
        fail "see $folder/$1-self-test.log and $folder/$1/tmp/self-test"
}

window_opens() { # root, person
    say "$1: ./run --practice, as $2, on a screen"
    Xvfb "$screen" -screen 0 1600x1000x24 -nolisten tcp >/dev/null 2>&1 &
    local xvfb=$!
    # Roots share this machine's abstract sockets, so that the root needs no X server of its own.
    inside "$1" "$2" "DISPLAY=$screen XDG_RUNTIME_DIR=/tmp exec ./run --practice" >"$folder/$1-window.log" 2>&1 &
    local program=$! title=
    # Only one of full size counts: Qt has small ones before.
    for _ in $(seq 600); do
        title=$(DISPLAY=$screen xwininfo -root -tree 2>/dev/null | grep -E '"Seedance.* [0-9]{4}x[0-9]{3,}\+' | head -n 1) || title=
        [ -z "$title" ] || break
        kill -0 "$program" 2>/dev/null || break
        sleep 0.5
    done
    if [ -n "$title" ]; then
        echo "window: $title"
        sleep 3
        DISPLAY=$screen import -window root "$folder/window.png" && echo "picture: $folder/window.png"
    fi
    # The program ends with its screen.
    kill "$xvfb" 2>/dev/null || :
    wait "$xvfb" "$program" 2>/dev/null || :
    [ -n "$title" ] || {
        tail -n 30 "$folder/$1-window.log"
        fail 'no window appeared'
    }
}

make_root nothing
say 'nothing: ./run without a screen'
if inside nothing root ./run; then fail 'it started without a screen'; fi
checks_are_green nothing root
makes_videos nothing root
say 'nothing: the second start'
for command in './run --version' '.venv/bin/python -m seedance_gui --version'; do
    inside nothing root "bash -c 'TIMEFORMAT=\"%R s: $command\"; time $command'" 2>&1 | tail -n 1
done
say 'nothing: two starts at once after an interrupted set-up'
# shellcheck disable=SC2016  # the shell inside fills these in
inside nothing root 'rm .venv/ready-*; : >.venv/unfinished; rm -r .venv/lib/python3*/site-packages/httpx
    ./run --version & first=$!; ./run --version; wait $first && ls .venv/ready-app'

make_root python python3
refused python --practice
obey python "$folder/python-refused.log"
inside python root 'chown -R creator: /home/creator'
window_opens python creator
makes_videos python creator
refused python test
obey python "$folder/python-refused.log"
checks_are_green python creator

say 'all proven'
