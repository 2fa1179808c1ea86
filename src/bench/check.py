"""check.py [ROUNDS]: check of contracts that init wrote, in whole processes; needs the database `twenty` (check.sh makes it)."""
import re
import sys

from measure import WORK, check, contract, interleave, log_statements, no_op, run, statements, table, verdict

MOST_STATEMENTS = 12
MOST_NET = 3.5
MOST_RATIO = 1.15
HEAP = '-Xmx512m'
FEW_OF_MANY = '-Dqs.includes=customer_00?500,customer_00?250'
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7

whole = contract('large', 'large')
few = contract('twenty-of-large', 'large', FEW_OF_MANY)
all_of_few = contract('twenty', 'twenty', '-Dqs.tableTypes=table', '-Dqs.excludes=pt_*')
cases = {
    'no-op': dict(argv=no_op()),
    '20 of 20': dict(argv=check('twenty', all_of_few)),
    '20 of 10,000': dict(argv=check('large', few)),
    'no-op *': dict(argv=no_op(), opts=HEAP),
    'all of 10,000 *': dict(argv=check('large', whole), opts=HEAP),
}


def checked():
    """The numbers of tables and columns that the last run reports as checked."""
    with open(f'{WORK}/last.log', encoding='utf-8') as log:
        found = re.search(r'Checked (\d+) (?:demanded|expected) tables and (\d+) columns .* no findings', log.read())
    return int(found.group(1)), int(found.group(2))


good = True
log_statements(True)
try:
    for name, database in ('20 of 20', 'twenty'), ('20 of 10,000', 'large'), ('all of 10,000 *', 'large'):
        sent = statements('qs-maven-plugin', **cases[name])
        tables, columns = checked()
        good &= verdict(f'{name}: {tables} tables, {columns} columns, {len(sent)} statements, at most {MOST_STATEMENTS}',
                        len(sent) <= MOST_STATEMENTS)
        for sql in sent:
            print('      ' + sql.strip()[:100])
finally:
    log_statements(False)

times = interleave(cases, rounds)
table(times, lambda name: 'no-op' + (' *' if name.endswith('*') else ''), f'\nSeconds, {rounds} rounds; *: MAVEN_OPTS="{HEAP}"')
small, large, base = times['20 of 20'], times['20 of 10,000'], times['no-op'].median
good &= verdict(f'20 of 10,000: {large.median / small.median:.2f} times 20 of 20 (over the no-op {(large.median - base) / (small.median - base):.2f},'
                f' CPU {large.cpu / small.cpu:.2f}), at most {MOST_RATIO}', large.median <= MOST_RATIO * small.median)
everything, base = times['all of 10,000 *'], times['no-op *']
net = everything.median - base.median
good &= verdict(f'all of 10,000, {HEAP}: {net:.1f} s over the no-op by the medians ({everything.least - base.least:.1f} by the least),'
                f' at most {MOST_NET}', net <= MOST_NET)
sys.exit(0 if good else 1)
