#!/bin/bash
# usage: download-size.sh     what a user downloads for the plugin beyond Maven itself; needs the network and an installed plugin
# The goal runs once, skipped, with a local repository that holds nothing but the plugin as it was installed; a Maven
# that runs a goal without a POM needs nothing else, so whatever lies there afterwards was downloaded for the plugin.
. "$(dirname "$0")/lab.sh"
empty="$WORK/empty-repository"; rm -rf "$empty"
here="io/github/qsmaven/qs-maven-plugin/$VERSION"; mkdir -p "$empty/$here"
cp "$LOCAL_REPO/$here/"*.{jar,pom} "$empty/$here/"
(cd "$WORK" && "$MVN" -B -q -Dmaven.repo.local="$empty" "$PLUGIN:list-tables" -Dqs.skip)

find "$empty" -type f \( -name '*.jar' -o -name '*.pom' \) -printf '%s %P\n' | sort -k2 |
  awk '{ total+=$1; if (/\.jar$/) printf "%9d  %s\n", $1, $2; else { poms+=$1; n++ } }
       END { printf "%9d  %d POMs\n%9d  in all\n", poms, n, total; good = total < 4e6
             print (good ? "ok    " : "FAIL  ") "under 4 MB"; exit !good }'
