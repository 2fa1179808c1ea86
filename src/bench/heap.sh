#!/bin/bash
# usage: heap.sh     100,000 tables in 128 MB of heap, and their 1,000,000 columns in 512 MB; the largest heap seen, and the smallest that is enough
. "$(dirname "$0")/lab.sh"; install_probe; cd "$WORK/here"
goal=("$PLUGIN:list-tables" -Dqs.database=huge "-Dqs.reportDirectory=$WORK/report")
noop=(perflab:probe-maven-plugin:1:probe -Dprobe.mode=noop)
run() { MAVEN_OPTS="$1" "$MVN" -o -q -B -s "$WORK/settings.xml" -Dmaven.repo.local="$LOCAL_REPO" "${@:2}" >"$WORK/last.log" 2>&1; }
# MB in use before a collection, at the most; and after one
peak() { sed -n 's/.* \([0-9]*\)M->\([0-9]*\)M(.*/\1 \2/p' "$WORK/gc.log" | awk '{ if ($1>b) b=$1; if ($2>a) a=$2 } END { printf "%d MB before a collection, %d MB after one, %d collections", b, a, NR }'; }
least() { local mb; for mb in 8 12 16 20 24 28 32 40 48 56 64 80 96 112 128 160 192 224 256 512; do if run "-Xmx${mb}m" "$@"; then echo "$mb"; return; fi; done; echo "over 512"; }

run -Xmx128m "${goal[@]}" || { cat "$WORK/last.log"; echo "FAIL  100,000 tables in -Xmx128m"; exit 1; }
echo "ok    100,000 tables in -Xmx128m ($(wc -l < "$WORK/report/tables.txt") names written)"
run -Xmx512m "${goal[@]}" -Dqs.formats=json -Dqs.columns=true || { cat "$WORK/last.log"; echo "FAIL  100,000 tables with columns in -Xmx512m"; exit 1; }
echo "ok    100,000 tables with columns in -Xmx512m ($(grep -o '"nullable"' "$WORK/report/tables.json" | wc -l) columns written)"
for gc in G1 Serial; do
  run "-Xmx256m -XX:+Use${gc}GC -Xlog:gc:file=$WORK/gc.log" "${goal[@]}"; echo "      $gc, -Xmx256m, heap in use: $(peak)"
done
echo "      smallest -Xmx that passes: $(least "${goal[@]}") MB; of the no-op: $(least "${noop[@]}") MB"
