#!/bin/bash
# usage: overhead.sh [ROUNDS]     what list-tables costs over a no-op goal of the same Maven
. "$(dirname "$0")/lab.sh"; install_probe; exec "$PY" "$BENCH/overhead.py" "$@"
