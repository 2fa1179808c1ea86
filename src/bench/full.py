"""full.py [ROUNDS]: every column of 10,000 tables of 30, as a page, beside the lean full read of the bare driver (the lab's probe)."""
import sys

from measure import ENV, interleave, list_tables, no_op, table, verdict

MOST_RATIO = 1.5
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
driver = [ENV['JAVA'], '-cp', f'{ENV["LIB_DIR"]}/jdbc/*:{ENV["LIB_DIR"]}/jdbc/classes', 'JdbcProbe', 'full-lean',
          f'jdbc:postgresql://{ENV["PERF_HOST"]}:{ENV["PERF_PORT"]}/large?sslmode=require', ENV['PERF_USER'], ENV['PERF_PASSWORD']]
times = interleave({
    'no-op': dict(argv=no_op()),
    'list-tables, all columns': dict(argv=list_tables('large', '-Dqs.formats=html')),
    'driver, lean full read': dict(argv=driver),
}, rounds)
table(times, lambda name: 'driver, lean full read' if name.startswith('driver') else 'no-op', f'Seconds, {rounds} rounds')
mine, floor = times['list-tables, all columns'].median - times['no-op'].median, times['driver, lean full read'].median
holds = verdict(f'all columns: {mine:.2f} s over the no-op, {mine / floor:.2f} times the driver, at most {MOST_RATIO}', mine <= MOST_RATIO * floor)
sys.exit(0 if holds else 1)
