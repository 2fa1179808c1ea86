#!/bin/bash
# usage: lock.sh [ROUNDS]     all 10,000 tables x 30 columns locked and compared, beside reading them; 1,000 statements and 500 tables offline
. "$(dirname "$0")/lab.sh"; install_probe; exec "$PY" "$BENCH/lock.py" "$@"
