#!/usr/bin/env bash
# Builds what a release consists of (jar, sources, Javadoc, SBOM) twice, the second time in another folder and with another
# umask, locale, encoding, time zone and user, and compares the files byte for byte. Arguments go to Maven, such as --offline.
# The bytes depend on the major version of the JDK: compare on the one of the release, 17.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$PWD/target/reproducible
rm -rf "$out"
mkdir -p "$out/first" "$out/another folder/second"

build() {
  git ls-files -z --cached --others --exclude-standard | tar --null --files-from - --create | tar --extract --directory "$1"
  (cd "$1" && mvn -Prelease -DskipTests -Dspotless.check.skip -Dgpg.skip "${@:2}" package > "$1/build.log" 2>&1) || {
    tail -50 "$1/build.log"
    exit 1
  }
}
sums() {
  (cd "$1/target" && sha256sum -- *.jar *-cyclonedx.json *-cyclonedx.xml)
}

build "$out/first" "$@"
(
  umask 077
  export LC_ALL=C TZ=Pacific/Kiritimati
  export MAVEN_OPTS="-Duser.language=tr -Duser.country=TR -Dfile.encoding=ISO-8859-1 -Duser.name=somebody ${MAVEN_OPTS:-}"
  build "$out/another folder/second" "$@"
)

sums "$out/first"
diff <(sums "$out/first") <(sums "$out/another folder/second") || {
  echo "NOT reproducible: the files above differ. Compare $out/first/target with $out/another folder/second/target."
  exit 1
}
echo "Reproducible: both builds have the same bytes."
