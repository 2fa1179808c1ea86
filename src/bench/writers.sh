#!/bin/bash
# usage: writers.sh [TABLES] [COLUMNS]     every report of a large check: time, bytes, heap; needs no lab
set -euo pipefail
BENCH="$(cd "$(dirname "$0")" && pwd)"; PROJECT="$(cd "$BENCH/../.." && pwd)"
TABLES="${1:-10000}"; COLUMNS="${2:-30}"; MOST_MS=3000; HEAP=512m
[ -d "$PROJECT/target/classes/io" ] || { echo "compile the project first: mvn compile" >&2; exit 2; }
WORK="$(mktemp -d)"; trap 'rm -rf "$WORK"' EXIT
LOCAL_REPO="${MAVEN_LOCAL_REPO:-$HOME/.m2/repository}"
jackson="$(sed -n 's:.*<jackson.version>\(.*\)</.*:\1:p' "$PROJECT/pom.xml")"
CLASSES="$PROJECT/target/classes:$LOCAL_REPO/tools/jackson/core/jackson-core/$jackson/jackson-core-$jackson.jar"
for jar in "$LOCAL_REPO"/org/jspecify/jspecify/*/*.jar; do CLASSES="$CLASSES:$jar"; done
javac -cp "$CLASSES" -d "$WORK" "$BENCH/WriteReports.java"
java "-Xmx$HEAP" -cp "$CLASSES:$WORK" WriteReports "$WORK/qs" "$TABLES" "$COLUMNS" | tee "$WORK/out"
ms="$(sed -n 's/^all \(.*\) ms$/\1/p' "$WORK/out")"
if [ "$ms" -lt "$MOST_MS" ]; then
  echo "ok   all reports of $TABLES tables x $COLUMNS columns in $ms ms (< $MOST_MS) with -Xmx$HEAP"
else
  echo "FAIL all reports of $TABLES tables x $COLUMNS columns in $ms ms (< $MOST_MS)"; exit 1
fi
