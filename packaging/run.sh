#!/bin/sh
# What `make run` does once .venv is ready: the window where there is a screen, the same job without one elsewhere.
set -eu
cd "$(dirname "$0")/.."

case $(uname -s) in
    Darwin | MINGW* | MSYS* | CYGWIN*) display=yes ;;
    *) display=${DISPLAY:-}${WAYLAND_DISPLAY:-} ;;
esac

if [ -z "$display" ]; then
    echo "There is no display here, so Remit does its main job headless, into build/demo."
    exec .venv/bin/remit demo --to build/demo --force
fi
sh packaging/setup.sh libraries
sample=$(.venv/bin/python -c "from pathlib import Path; from workbench.samples import sample_file; print(sample_file(Path('build')))")
exec .venv/bin/remit "$sample"
