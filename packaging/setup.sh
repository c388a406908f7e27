#!/bin/sh
# Makes .venv with everything Remit needs, on a machine that has little more than Python 3.11 and make.
# What only an administrator may add is installed when that is allowed, and otherwise printed as one line.
# `setup.sh libraries` looks after the system libraries alone: a display may have come since.
set -eu
cd "$(dirname "$0")/.."
PATH="$PATH:/usr/sbin:/sbin"

offscreen_libraries="libgl1 libegl1 libglib2.0-0 libxkbcommon0 libfontconfig1 libdbus-1-3"
display_libraries="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"

say() { printf '%s\n' "$*" >&2; }

suitable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if suitable "$name"; then
            command -v "$name"
            return
        fi
    done
    say "Remit needs Python 3.11 or newer, and none was found. Name one with PYTHON=/path/to/python3 make run."
    exit 1
}

# install WHAT-FOR PACKAGE...: by apt if we may; otherwise say which line does it, and stop.
install() {
    purpose=$1
    shift
    if ! command -v apt-get >/dev/null 2>&1; then
        say "Remit needs $purpose. On Debian and Ubuntu the packages are: $*. Install their like, then try again."
        exit 1
    elif [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo=sudo
    else
        say "Remit needs $purpose. Please run this line, then try again:"
        say "    sudo apt-get install -y --no-install-recommends $*"
        exit 1
    fi
    say "Installing $purpose: $*"
    $sudo apt-get update -qq </dev/null
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq -o Dpkg::Use-Pty=0 --no-install-recommends "$@" </dev/null >/dev/null
}

# The libraries that Qt asks for and the system does not have.
missing_libraries() {
    qt=$(.venv/bin/python -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
    set -- "$qt"/Qt/lib/libQt6Widgets.so.6 "$qt"/Qt/lib/libQt6Svg.so.6 "$qt"/Qt/plugins/platforms/libqoffscreen.so
    if [ -n "${DISPLAY:-}" ]; then
        set -- "$@" "$qt"/Qt/plugins/platforms/libqxcb.so
    fi
    ldd "$@" | awk '/not found/ { print $1 }' | sort -u | tr '\n' ' '
}

add_libraries() {
    if [ "$(uname -s)" != Linux ] || ! command -v ldd >/dev/null 2>&1 || [ -z "$(missing_libraries)" ]; then
        return
    fi
    # shellcheck disable=SC2086 # lists of words
    if [ -n "${DISPLAY:-}" ]; then
        install "the system libraries of its window" $offscreen_libraries $display_libraries
    else
        install "the system libraries of its window" $offscreen_libraries
    fi
    still=$(missing_libraries)
    if [ -n "$still" ]; then
        say "Remit's window cannot start: the system still lacks $still"
        exit 1
    fi
}

if [ "${1:-}" = libraries ]; then
    add_libraries
    exit
fi

if ! suitable .venv/bin/python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install "Python's module for virtual environments" "python$version-venv"
    fi
    say "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
fi

say "Installing Remit and its libraries into .venv (some minutes the first time)"
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' </dev/null

add_libraries
touch .venv/.installed
