#!/bin/bash
# usage: columns.sh [ROUNDS]     the columns of 10,000 tables, and of 20 among them: statements, time, heap
. "$(dirname "$0")/lab.sh"
[ -d "$PROJECT/target/classes/io" ] || { echo "compile the project first: mvn compile" >&2; exit 2; }
driver="$(sed -n 's:.*<postgresql.version>\(.*\)</.*:\1:p' "$PROJECT/pom.xml")"
export CLASSES="$PROJECT/target/classes:$LOCAL_REPO/org/postgresql/postgresql/$driver/postgresql-$driver.jar:$WORK/bench-classes"
for jar in "$LOCAL_REPO"/org/jspecify/jspecify/*/*.jar; do CLASSES="$CLASSES:$jar"; done
mkdir -p "$WORK/bench-classes"; javac -cp "$CLASSES" -d "$WORK/bench-classes" "$BENCH/ReadColumns.java"
"$PY" "$BENCH/columns.py" "$@"
