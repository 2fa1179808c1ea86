#!/usr/bin/env bash
# Builds what a release consists of (jar, sources, Javadoc, SBOM) twice, the second time in another folder and with another
# locale, encoding, time zone and user, and compares the files byte for byte. Arguments go to Maven, but the goal that writes
# the SBOM does not run with --offline. The bytes depend on the major version of the JDK: that of releases is 17.
set -euo pipefail
# The jars contain the permissions of the files.
umask 022
cd "$(dirname "$0")/../.."
first=$PWD/target/reproducible/first
second="$PWD/target/reproducible/another folder/second"
rm -rf target/reproducible
mkdir -p "$first"
git ls-files -z --cached --others --exclude-standard | tar --null --files-from - --create | tar --extract --directory "$first"

build() {
  (cd "$1" && mvn -Prelease -Dmaven.test.skip -Dspotless.check.skip -Dgpg.skip "${@:2}" package > build.log 2>&1) || {
    tail -50 "$1/build.log"
    exit 1
  }
}
sums() {
  (cd "$1/target" && sha256sum -- *.jar *-cyclonedx.json *-cyclonedx.xml)
}

(
  mkdir -p "$second"
  (cd "$first" && tar --create .) | tar --extract --no-same-permissions --directory "$second"
  export LC_ALL=C TZ=Pacific/Kiritimati
  export MAVEN_OPTS="-Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-1 -Duser.name=somebody ${MAVEN_OPTS:-}"
  build "$second" "$@"
)
build "$first" "$@"

expected=$(sums "$first")
echo "$expected"
if [ "$expected" != "$(sums "$second")" ]; then
  diff <(echo "$expected") <(sums "$second") || true
  echo "Not reproducible: these files differ between $first/target and $second/target."
  exit 1
fi
echo "Reproducible: both builds wrote the same bytes."
