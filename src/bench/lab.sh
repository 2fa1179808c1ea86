# Sourced by the scripts beside it (bash): finds the lab, and makes what a run needs under PERF_BASE.
# BENCH_LAB         the lab's folder; default: ../shared/bench beside the repository
# MAVEN_LOCAL_REPO  the Maven local repository, if it is not the usual one
set -euo pipefail
BENCH="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
PROJECT="$(cd "$BENCH/../.." && pwd)"
: "${BENCH_LAB:=$PROJECT/../shared/bench}"
[ -f "$BENCH_LAB/env.sh" ] || { echo "no lab in $BENCH_LAB: set BENCH_LAB" >&2; exit 2; }
. "$BENCH_LAB/env.sh"

WORK="$PERF_BASE/qs-maven-plugin"; mkdir -p "$WORK/here"
LOCAL_REPO="${MAVEN_LOCAL_REPO:-$HOME/.m2/repository}"
VERSION="$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$PROJECT/pom.xml" | head -1)"
PLUGIN="io.github.qsmaven:qs-maven-plugin:$VERSION"
export BENCH PROJECT BENCH_LAB WORK LOCAL_REPO VERSION PLUGIN PYTHONDONTWRITEBYTECODE=1

cp "$BENCH_LAB/tools/noop/pom.xml" "$WORK/here/pom.xml"
cat > "$WORK/settings.xml" <<X
<settings><servers><server><id>qs</id><username>$PERF_USER</username><password>$PERF_PASSWORD</password>
<configuration><host>$PERF_HOST</host><port>$PERF_PORT</port><database>small</database>
<sslRootCert>$CERT_DIR/server.crt</sslRootCert></configuration></server></servers></settings>
X

# The lab's smallest Maven plugin, whose no-op is what Maven costs by itself. Built in a copy, with versions that this
# project's own build has resolved.
install_probe() {
  [ -e "$LOCAL_REPO/perflab/probe-maven-plugin/1/probe-maven-plugin-1.jar" ] && return
  rm -rf "$WORK/probe-plugin"; cp -r "$BENCH_LAB/tools/probe-plugin" "$WORK/probe-plugin"; chmod -R u+w "$WORK/probe-plugin"
  local tools; tools="$(sed -n 's:.*<plugin-tools.version>\(.*\)</.*:\1:p' "$PROJECT/pom.xml")"
  sed -i "s/3\.13\.1/$tools/g" "$WORK/probe-plugin/pom.xml"
  (cd "$WORK/probe-plugin" && "$MVN" -B -q -Dmaven.repo.local="$LOCAL_REPO" install)
}
