#!/usr/bin/env bash
# lines.sh [MOST [FOLDER]]: counts the lines of code of src/main/java, or of FOLDER, by package; fails if there are more than MOST.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
exec python3 src/bench/lines.py "${2:-src/main/java}" "${1:-38000}"
