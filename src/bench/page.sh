#!/bin/bash
# usage: page.sh [TABLES [COLUMNS]]     the HTML page of 10,000 tables x 30 columns: size, writing, first interaction, search
# Needs no lab: a JDK, a Chromium, and the compiled project and its tests (mvn test-compile).
set -euo pipefail
BENCH="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"; cd "$BENCH/../.."
[ -d target/test-classes/io ] || { echo "compile the project first: mvn test-compile" >&2; exit 2; }
LOCAL_REPO="${MAVEN_LOCAL_REPO:-$HOME/.m2/repository}"
WORK="$(mktemp -d)"; trap 'rm -rf "$WORK"' EXIT
CLASSES="target/classes:target/test-classes:$WORK"
for library in org/jspecify/jspecify tools/jackson/core/jackson-{core,databind} com/fasterxml/jackson/core/jackson-annotations; do
  CLASSES="$CLASSES:$(find "$LOCAL_REPO/$library" -name '*.jar' | sort -V | tail -1)"
done
javac -cp "$CLASSES" -d "$WORK" "$BENCH/OpenPage.java"
java -Xmx512m -cp "$CLASSES" OpenPage "${1:-10000}" "${2:-30}" "$WORK" | tee "$WORK/numbers"
awk -v failed=0 '
  function claim(ok, text) { print (ok ? "ok    " : "FAIL  ") text; if (!ok) failed = 1 }
  $1 == "bytes" { claim($NF < 15000000, "under 15 MB") }
  $1 == "first-interaction-ms" { claim($NF < 500, "first interaction under 0.5 s") }
  $1 == "search-ms" { claim($NF < 100, "search under 100 ms: " $0) }
  END { exit failed }' "$WORK/numbers"
