"""same_names.py: holds tables.txt and tables.json against SQLAlchemy 2.0, for every search path and type below.

Started by same-names.sh, which makes the database of same-names.sql. tables.txt must be, byte by byte, the names that
SQLAlchemy returns, as the design has them printed, sorted by code point; names off the search path stand as `schema.name`.
"""
import json
import shutil
import sys
import unicodedata

import psycopg2
import sqlalchemy

from measure import ENV, WORK, list_tables, run, verdict

DATABASE, USER = ENV['DATABASE'], ENV['PGUSER']
SEARCH_PATHS = ['a, b', 'b, a', '"$user", b, missing, a', 'a, pg_catalog, b', 'pg_catalog, b', 'b, information_schema', 'pg_temp, a, closed', '"Odd.schema", b', 'empty', "''"]
SCHEMAS = ['elsewhere', 'b', 'Odd.schema', 'public', 'empty', 'closed', 'pg_catalog', 'information_schema']
TYPES = {'table': 'get_table_names', 'view': 'get_view_names', 'materialized-view': 'get_materialized_view_names', 'foreign-table': 'get_foreign_table_names'}
SHORT = {'\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\'}


def printed(name):
    """The design, list-tables: control characters (and what else ends a line) as `\\n` or `\\u001B`, a backslash doubled."""
    return ''.join(SHORT.get(c) or (f'\\u{ord(c):04X}' if unicodedata.category(c) in ('Cc', 'Zl', 'Zp') else c) for c in name)


def connect():
    return psycopg2.connect(host=ENV['PGHOST'], port=ENV['PGPORT'], user=USER, password=ENV['PGPASSWORD'], dbname=DATABASE,
                            sslmode='verify-full', sslrootcert=ENV['PGSSLROOTCERT'])


def names_by_sqlalchemy(types, schema):
    engine = sqlalchemy.create_engine('postgresql+psycopg2://', creator=connect, poolclass=sqlalchemy.NullPool)
    inspector = sqlalchemy.inspect(engine)
    return [name for kind in types for name in getattr(inspector, TYPES[kind])(schema=schema)]


def listed(types, schema):
    """tables.txt as it is, and the true names in tables.json."""
    shutil.rmtree(f'{WORK}/report', ignore_errors=True)
    run(list_tables(DATABASE, f'-Dqs.host={ENV["PGHOST"]}', f'-Dqs.port={ENV["PGPORT"]}', f'-Dqs.sslRootCert={ENV["PGSSLROOTCERT"]}',
                    f'-Dqs.tableTypes={",".join(types)}', *([f'-Dqs.schemas={schema}'] if schema else [])))
    with open(f'{WORK}/report/tables.txt', 'rb') as text, open(f'{WORK}/report/tables.json', encoding='utf-8') as rows:
        return text.read(), [row['name'] for row in json.load(rows)['tables']]


def on_the_path(connection, schema):
    """The names that a session finds without the schema; they are listed bare."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT relname FROM pg_class WHERE relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = %s)'
                       ' AND pg_table_is_visible(oid)', (schema,))
        return {name for name, in cursor.fetchall()}


def same(types, schema=None):
    names = names_by_sqlalchemy(types, schema)
    with connect() as connection:
        bare = set(names) if schema is None else on_the_path(connection, schema)
    connection.close()
    expected = sorted(printed(name if name in bare else f'{schema}.{name}') for name in names)
    text, true_names = listed(types, schema)
    good = text == ''.join(line + '\n' for line in expected).encode() and sorted(true_names) == sorted(names)
    where = f'schema {schema}' if schema else 'search path'
    verdict(f'    {where}, {", ".join(types)}: {len(names)} names', good)
    if not good:
        got = text.decode().split('\n')[:-1]
        print(f'      only SQLAlchemy: {sorted(set(expected) - set(got))}\n      only tables.txt: {sorted(set(got) - set(expected))}')
    return good


def set_search_path(path):
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute(f'ALTER ROLE "{USER}" IN DATABASE {DATABASE} SET search_path = {path}')
    connection.close()
    print(f'search path {path}', flush=True)


def temporary_tables():
    """A session that stays, with temporary relations that no other session may list."""
    session = connect()
    session.autocommit = True
    with session.cursor() as cursor:
        cursor.execute('CREATE TEMPORARY TABLE temporary (id int); CREATE TEMPORARY TABLE plain (id int); CREATE TEMPORARY VIEW temporary_view AS SELECT 1')
        cursor.execute("SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relname IN ('temporary', 'plain', 'temporary_view')")
        assert cursor.fetchone() == (3,)
    return session


print(f'SQLAlchemy {sqlalchemy.__version__}')
assert sqlalchemy.__version__.startswith('2.')
other_session = temporary_tables()
good = True
for path in SEARCH_PATHS:
    set_search_path(path)
    good &= same(['table'])
    if path in SEARCH_PATHS[:2]:
        for schema in SCHEMAS:
            good &= same(['table'], schema)
        for types in [['view'], ['materialized-view'], ['foreign-table'], list(TYPES)]:
            good &= same(types) & same(types, 'elsewhere') & same(types, 'b')
sys.exit(0 if verdict('the same names everywhere', good) else 1)
