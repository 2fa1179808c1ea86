"""columns.py [ROUNDS]: reads columns in processes of their own, without Maven; see columns.sh."""
import statistics
import sys

from measure import ENV, WORK, log_statements, run, statements, verdict

MOST_STATEMENTS = 12
MOST_RATIO = 1.15
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5


def read(database, tables):
    return dict(argv=[ENV['JAVA'], '-Xmx512m', '-cp', ENV['CLASSES'], 'ReadColumns', database, ENV['PERF_PORT'], str(tables)])


def told():
    """What it printed: tables, columns, milliseconds from before it connected."""
    return [int(number) for number in open(f'{WORK}/last.log').read().split()[-3:]]


def timed(*cases):
    """Interleaved; the medians in ms, after a round that is not counted."""
    times = {case: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            run(**read(*case))
            if number > 0:
                times[case].append(told()[2])
    return [statistics.median(times[case]) for case in cases]


good = True
log_statements(True)
try:
    everything = statements('qs-maven-plugin', **read('large', 0))
    tables, columns, _ = told()
    few = statements('qs-maven-plugin', **read('large', 20))
finally:
    log_statements(False)
# What the driver sends at sign-in is no statement of the reading.
asked = [sql for sql in everything if not sql.startswith('SET ')]
good &= verdict(f'{tables} tables, {columns} columns in -Xmx512m: {len(asked)} statements, at most {MOST_STATEMENTS}',
                len(asked) <= MOST_STATEMENTS)
asked = [sql for sql in few if not sql.startswith('SET ')]
good &= verdict(f'20 of them: {len(asked)} statements, at most {MOST_STATEMENTS}', len(asked) <= MOST_STATEMENTS)

all_large, few_large, few_small = timed(('large', 0), ('large', 20), ('small', 20))
good &= verdict(f'all of them, connecting included: {all_large / 1000:.2f} s, at most 6', all_large <= 6_000)
good &= verdict(f'20 of {tables}: {few_large:.0f} ms, 20 of 100: {few_small:.0f} ms, ratio {few_large / few_small:.2f}, at most {MOST_RATIO}',
                few_large <= MOST_RATIO * few_small)
sys.exit(0 if good else 1)
