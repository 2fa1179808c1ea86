#!/bin/bash
# usage: check.sh [ROUNDS]     qs:check through Maven: of all of 10,000 tables, and of 20 among them
. "$(dirname "$0")/lab.sh"; install_probe
"$BENCH_LAB/20-databases.sh" twenty:20:30 > "$WORK/last.log"
"$PY" "$BENCH/check.py" "$@"
