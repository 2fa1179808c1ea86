"""sql.py [ROUNDS]: check-sql of 1,000 statements over the no-op, beside a process that describes them with the driver; see sql.sh."""
import os
import re
import shutil
import sys

from measure import ENV, WORK, interleave, maven, no_op, proxy, run, table, verdict

STATEMENTS, FAULTS, PER_FILE = 1000, 100, 20
MOST_RATIO = 1.5
# Connecting, the catalog, the canary.
MOST_BESIDES = 30
KINDS = 'customer orders order_item product inventory web_events profile_snapshot campaign identity_map segment'.split()
folder = f'{WORK}/here/sql'
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7


def statement(number):
    """Of the lab's tables in turn; every tenth has a misspelled column."""
    first, second = (f'{KINDS[i % 10]}_{i:06}' for i in (number % 100 + 1, (number // 100 + number) % 100 + 1))
    column = 'idd' if number % (STATEMENTS // FAULTS) == 0 else 'id'
    return f'SELECT a.id, b.*, {number} AS n FROM {first} a JOIN {second} b ON a.id = b.id WHERE a.{column} > 10;'


shutil.rmtree(folder, ignore_errors=True)
os.makedirs(folder)
for start in range(0, STATEMENTS, PER_FILE):
    with open(f'{folder}/{start:04}.sql', 'w', encoding='utf-8') as out:
        out.writelines(statement(number) + '\n' for number in range(start, start + PER_FILE))


def goal(port):
    """Not -q: what it says is read. It ends with the findings, but passes."""
    argv = maven(f'{ENV["PLUGIN"]}:check-sql', '-Dqs.database=small', f'-Dqs.port={port}', '-Dqs.sqlFiles=sql/*.sql',
                 '-Dqs.failOn=never', f'-Dqs.reportDirectory={WORK}/report')
    return dict(argv=[word for word in argv if word != '-q'])


driver = dict(argv=[ENV['JAVA'], '-cp', ENV['CLASSES'], 'DescribeAll', 'small', ENV['PERF_PORT'], folder])
run(**driver)
described, rejected, milliseconds = map(int, open(f'{WORK}/last.log').read().split()[-3:])
good = verdict(f'the driver: {described} statements, {rejected} rejected, {milliseconds} ms without connecting',
               (described, rejected) == (STATEMENTS, FAULTS))

proxy('reset')
run(**goal(ENV['PERF_PROXY_PORT']))
turns = proxy('stats')['turns']
said = re.search(r'Checked ([\d,]+) statements.*?([\d,]+) errors', open(f'{WORK}/last.log', encoding='utf-8').read())
counts = tuple(int(number.replace(',', '')) for number in said.groups()) if said else None
good &= verdict(f'check-sql: statements and errors {counts}', counts == (STATEMENTS, FAULTS))
good &= verdict(f'{turns} round trips, at most {MOST_BESIDES} besides one a statement', turns <= STATEMENTS + MOST_BESIDES)

times = interleave({'no-op': dict(argv=no_op()), 'check-sql': goal(ENV['PERF_PORT']), 'driver': driver}, rounds)
table(times, lambda name: 'driver' if name == 'driver' else 'no-op', f'\nSeconds, {rounds} rounds')
mine, floor = times['check-sql'].median - times['no-op'].median, times['driver'].median
good &= verdict(f'{STATEMENTS} statements: {mine:.2f} s over the no-op, {mine / floor:.2f} times the driver, at most {MOST_RATIO}',
                mine <= MOST_RATIO * floor)
sys.exit(0 if good else 1)
