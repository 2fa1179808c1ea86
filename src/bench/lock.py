"""lock.py [ROUNDS]: qs:lock and qs:drift of all 10,000 tables beside reading their columns, and check-sql offline; see lock.sh."""
import os
import shutil
import sys

from measure import ENV, WORK, interleave, maven, no_op, run, table, verdict

STATEMENTS, TABLES, PER_FILE = 1000, 500, 20
MOST_BEYOND, MOST_OFFLINE = 2.0, 0.5
HEAP = '-Xmx512m'
KINDS = 'customer orders order_item product inventory web_events profile_snapshot campaign identity_map segment'.split()
here = f'{WORK}/here'
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5


def statement(number):
    first, second = (f'{KINDS[i % 10]}_{i:06}' for i in (number % TABLES + 1, (number // TABLES + number) % TABLES + 1))
    return f'SELECT a.id, b.*, {number} AS n FROM {first} a JOIN {second} b ON a.id = b.id WHERE a.id > 10;'


def goal(name, *options):
    return dict(argv=maven(f'{ENV["PLUGIN"]}:{name}', '-Dqs.database=large', f'-Dqs.reportDirectory={WORK}/report', *options), opts=HEAP)


shutil.rmtree(f'{here}/sql', ignore_errors=True)
os.makedirs(f'{here}/sql')
for start in range(0, STATEMENTS, PER_FILE):
    with open(f'{here}/sql/{start:04}.sql', 'w', encoding='utf-8') as out:
        out.writelines(statement(number) + '\n' for number in range(start, start + PER_FILE))

everything, some = f'{WORK}/everything.lock.json', f'{WORK}/some.lock.json'
lock = goal('lock', '-Dqs.includes=*', f'-Dqs.lockFile={everything}')
drift = goal('drift', '-Dqs.includes=*', f'-Dqs.lockFile={everything}')
read = goal('list-tables', '-Dqs.columns=true', '-Dqs.formats=json')
locking = goal('lock', '-Dqs.sqlFiles=sql/*.sql', f'-Dqs.lockFile={some}')
offline = goal('check-sql', '-Dqs.sqlFiles=sql/*.sql', f'-Dqs.lockFile={some}', '-Dqs.offline=true', '-Dqs.port=1')
for path in everything, some:
    if os.path.exists(path):
        os.remove(path)
run(**locking)
run(**lock)
good = verdict(f'{os.path.getsize(everything) >> 20} MB of lock for all tables, {os.path.getsize(some) >> 10} KB for {STATEMENTS} statements',
               os.path.getsize(everything) > 1 << 20)
times = interleave({'no-op': dict(argv=no_op(), opts=HEAP), 'read': read, 'lock': lock, 'drift': drift, 'offline': offline}, rounds)
table(times, lambda name: 'no-op', f'\nSeconds, {rounds} rounds, {HEAP}')
medians = {name: times[name].median for name in times}
for name in 'lock', 'drift':
    beyond = medians[name] - medians['read']
    good &= verdict(f'{name}: {beyond:.2f} s beyond reading the columns of all tables, at most {MOST_BEYOND}', beyond <= MOST_BEYOND)
over = medians['offline'] - medians['no-op']
good &= verdict(f'offline: {over:.2f} s over the no-op for {STATEMENTS} statements, at most {MOST_OFFLINE}', over <= MOST_OFFLINE)
sys.exit(0 if good else 1)
