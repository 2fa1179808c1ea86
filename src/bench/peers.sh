#!/bin/bash
# usage: peers.sh [DATABASE [ROUNDS]]     qs:check beside SchemaCrawler and Liquibase's snapshot, at 100 ms a round trip (medium, 1)
. "$(dirname "$0")/lab.sh"; install_probe
[ -d "$LIB_DIR/schemacrawler" ] || { echo "the peers are missing: $BENCH_LAB/30-tools.sh" >&2; exit 2; }
"$BENCH_LAB/20-databases.sh" small:100:20 medium:1000:30 > "$WORK/last.log"
trap '"$BENCH_LAB/15-proxy.sh" stop' EXIT
"$BENCH_LAB/15-proxy.sh" start 50
"$PY" "$BENCH/peers.py" "$@"
