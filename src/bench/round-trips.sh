#!/bin/bash
# usage: round-trips.sh [ROUNDS]     round trips, time at 100 ms a round trip beside SQLAlchemy, statements by size
. "$(dirname "$0")/lab.sh"; install_probe
trap '"$BENCH_LAB/15-proxy.sh" stop' EXIT
"$BENCH_LAB/15-proxy.sh" start 50
"$PY" "$BENCH/round_trips.py" "$@"
