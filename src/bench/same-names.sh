#!/bin/bash
# usage: same-names.sh     tables.txt beside SQLAlchemy 2.0's get_table_names(), on one database made for it
# On the lab's server, or on that of PGHOST, PGPORT, PGUSER (a superuser), PGPASSWORD and PGSSLROOTCERT if PGHOST is set.
[ -z "${PGHOST:-}" ] || export PERF_USER="${PGUSER:=postgres}" PERF_PASSWORD="${PGPASSWORD:?}"   # for the settings.xml
. "$(dirname "$0")/lab.sh"
export DATABASE=qs_same_names
if [ -n "${PGHOST:-}" ]; then
  : "${PGPORT:=5432}" "${PGSSLROOTCERT:?}"
  admin() { "$PGBIN/psql" -X -q -v ON_ERROR_STOP=1 "$@"; }
else
  PGHOST="$PERF_HOST" PGPORT="$PERF_PORT" PGUSER="$PERF_USER" PGPASSWORD="$PERF_PASSWORD" PGSSLROOTCERT="$CERT_DIR/server.crt"
  admin() { psql_su -U postgres "$@"; }
fi
export PGHOST PGPORT PGUSER PGPASSWORD PGSSLROOTCERT PGSSLMODE=verify-full PGDATABASE=postgres
clean_up() { admin -d postgres -c "DROP DATABASE IF EXISTS $DATABASE WITH (FORCE)"; }
trap clean_up EXIT
clean_up 2>/dev/null
admin -d postgres -c "CREATE DATABASE $DATABASE TEMPLATE template0 ENCODING 'UTF8' OWNER \"$PGUSER\""
admin -d "$DATABASE" < "$BENCH/same-names.sql"
admin -d "$DATABASE" -c "GRANT USAGE ON SCHEMA a, b, elsewhere, \"Odd.schema\", empty TO \"$PGUSER\""
PYTHONPATH="$LIB_DIR/sqlalchemy2" "$PY" "$BENCH/same_names.py"
