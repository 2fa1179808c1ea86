"""round_trips.py [ROUNDS]: through the lab's proxy, 50 ms each way; needs it running (round-trips.sh starts it)."""
import sys

from measure import ENV, interleave, list_tables, log_statements, no_op, proxy, run, statements, table, verdict

MOST_ROUND_TRIPS = 7
PROXY_PORT = ENV['PERF_PROXY_PORT']
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7


def turns(**arguments):
    """The proxy leaves out the TCP handshake and takes in the farewell, so its turns are the round trips to the last row."""
    proxy('reset')
    run(**arguments)
    told = proxy('stats')
    return told['conns'], told['turns']


def sqlalchemy(mode, database, port):
    """The lab's sa.py: `tables` is the tutorial's engine and get_table_names(), `import` all of it but connecting."""
    return dict(argv=[ENV['PY'], f'{ENV["BENCH_LAB"]}/sa.py', mode, database, str(port)],
                env={'PYTHONPATH': f'{ENV["LIB_DIR"]}/sqlalchemy2', 'PGAPPNAME': 'sqlalchemy'})


def plugin(database, port):
    return dict(argv=list_tables(database, f'-Dqs.port={port}'))


good = True
for database in 'small', 'large', 'huge':
    (connections, mine), (_, theirs) = turns(**plugin(database, PROXY_PORT)), turns(**sqlalchemy('tables', database, PROXY_PORT))
    # Twice further rows.
    most = MOST_ROUND_TRIPS + (2 if database == 'huge' else 0)
    good &= verdict(f'{database}: {mine} round trips on {connections} connection, at most {most}; SQLAlchemy {theirs}',
                    connections == 1 and mine <= most)

log_statements(True)
try:
    counts = {}
    for database in 'small', 'large', 'huge':
        sent = statements('qs-maven-plugin', **plugin(database, ENV['PERF_PORT']))
        counts[database] = len(sent)
        print(f'      {database}: {len(sent)} statements ({"; ".join(s.strip()[:60] for s in sent)}),'
              f' SQLAlchemy {len(statements("sqlalchemy", **sqlalchemy("tables", database, ENV["PERF_PORT"])))}')
finally:
    log_statements(False)
good &= verdict('BEGIN, the count and the list, whatever the number of tables', list(counts.values()) == [3, 3, 3])

cases = {'no-op': dict(argv=no_op()), 'SQLAlchemy, not connecting': sqlalchemy('import', 'small', PROXY_PORT)}
for database in 'small', 'large':
    cases[f'list-tables, {database}'] = plugin(database, PROXY_PORT)
    cases[f'SQLAlchemy, {database}'] = sqlalchemy('tables', database, PROXY_PORT)
times = interleave(cases, rounds)
bases = {'S': 'SQLAlchemy, not connecting'}
table(times, lambda name: bases.get(name[0], 'no-op'), f'\nSeconds at 100 ms a round trip, {rounds} rounds')
for database in 'small', 'large':
    mine, theirs = times[f'list-tables, {database}'], times[f'SQLAlchemy, {database}']
    net, start = mine.median - times['no-op'].median, times['SQLAlchemy, not connecting'].median
    good &= verdict(f'{database}: {net:.2f} s over the no-op; SQLAlchemy {theirs.median:.2f} s, of which {theirs.median - start:.2f} s'
                    ' after its imports', net < theirs.median - start)
sys.exit(0 if good else 1)
