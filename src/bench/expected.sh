#!/bin/bash
# usage: expected.sh [ROUNDS]     10,000 expected tables against 100,000 listed ones: time and statements
. "$(dirname "$0")/lab.sh"; install_probe; exec "$PY" "$BENCH/expected.py" "$@"
