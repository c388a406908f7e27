#!/bin/sh
# Builds the wheel and, where PyInstaller can be had, the folder that runs without Python.
set -eu
cd "$(dirname "$0")/.."

.venv/bin/python -m hatchling build -t wheel -d dist

if .venv/bin/python -m PyInstaller --version >/dev/null 2>&1 ||
    .venv/bin/python -m pip install --quiet --disable-pip-version-check 'pyinstaller>=6.10' </dev/null; then
    .venv/bin/python -m PyInstaller --noconfirm --log-level WARN \
        --distpath dist --workpath build/pyinstaller packaging/remit.spec
    cp packaging/linux/remit.desktop packaging/linux/remit.xml dist/remit/
    echo "Built dist/remit (start it with dist/remit/remit) and the wheel in dist."
else
    echo "Built the wheel in dist; PyInstaller could not be had, so there is no one-folder application." >&2
fi
