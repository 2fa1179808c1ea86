"""expected.py [ROUNDS]: expected tables against the database of 100,000: all listed, all but 5, none."""
import sys

from measure import WORK, interleave, list_tables, log_statements, run, statements, table, verdict

rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
BARE = 'list-tables, nothing expected'


def misspelled(name):
    return name[1] + name[0] + name[2:]


def expecting(file, names, missing):
    path = f'{WORK}/{file}'
    with open(path, 'w', encoding='utf-8') as out:
        out.writelines(name + '\n' for name in names)
    return dict(argv=list_tables('huge', f'-Dqs.expectedTablesFile={path}'), expect=1 if missing else 0)


run(list_tables('huge'))
with open(f'{WORK}/report/tables.txt', encoding='utf-8') as report:
    listed = report.read().split('\n')[:-1]
some = listed[::len(listed) // 10_000][:10_000]
cases = {
    BARE: (dict(argv=list_tables('huge')), 0),
    '1,000 expected, all listed': (expecting('e1', listed[:1_000], False), 0),
    '10,000 expected, all listed': (expecting('e2', some, False), 0),
    '100,000 expected, all listed': (expecting('e3', listed[:100_000], False), 0),
    '10,000 expected, 5 missing': (expecting('e4', some[5:] + [misspelled(n) for n in some[:5]], True), 5 + 1),
    '10,000 expected, misspelled': (expecting('e5', [misspelled(n) for n in some], True), 10_000 + 1),
    '10,000 expected, unlike any': (expecting('e6', [f'zz {i} qqqqqqqqqqqqqqqq' for i in range(10_000)], True), 10_000 + 1),
}

good = True
log_statements(True)
try:
    base = None
    for name, (arguments, more) in cases.items():
        count = len(statements('qs-maven-plugin', **arguments))
        base = count if base is None else base
        good &= verdict(f'{name}: {count} statements, at most {base + more}', count <= base + more)
finally:
    log_statements(False)

table(interleave({name: arguments for name, (arguments, _) in cases.items()}, rounds), lambda name: BARE, f'\nSeconds, {rounds} rounds')
sys.exit(0 if good else 1)
