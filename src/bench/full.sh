#!/bin/bash
# usage: full.sh [ROUNDS]     the columns of 10,000 tables as a page, beside the lean full read of the bare driver
. "$(dirname "$0")/lab.sh"; install_probe; exec "$PY" "$BENCH/full.py" "$@"
