#!/bin/bash
# usage: sql.sh [ROUNDS]     qs:check-sql of 1,000 statements through Maven, beside the bare driver's 1,000 describes
. "$(dirname "$0")/lab.sh"; install_probe
trap '"$BENCH_LAB/15-proxy.sh" stop' EXIT
"$BENCH_LAB/15-proxy.sh" start 0
driver="$(sed -n 's:.*<postgresql.version>\(.*\)</.*:\1:p' "$PROJECT/pom.xml")"
export CLASSES="$LOCAL_REPO/org/postgresql/postgresql/$driver/postgresql-$driver.jar:$WORK/bench-classes"
mkdir -p "$WORK/bench-classes"; javac -d "$WORK/bench-classes" "$BENCH/DescribeAll.java"
"$PY" "$BENCH/sql.py" "$@"
