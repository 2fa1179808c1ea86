"""overhead.py [ROUNDS]: whole processes, interleaved: the no-op goal, and list-tables on 100, 10,000 and 100,000 tables."""
import sys

from measure import DEFAULT_OPTS, FAST_OPTS, interleave, list_tables, no_op, table, verdict

TARGET = 0.6
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
goals = {'no-op': no_op(), 'list-tables, 100': list_tables('small'), 'list-tables, 10,000': list_tables('large'),
         'list-tables, 100,000': list_tables('huge')}
options = {'': DEFAULT_OPTS, ' *': FAST_OPTS}
times = interleave({name + mark: dict(argv=argv, opts=opts) for mark, opts in options.items() for name, argv in goals.items()}, rounds)

table(times, lambda name: 'no-op' + (' *' if name.endswith('*') else ''), f'Seconds, {rounds} rounds; *: MAVEN_OPTS="{FAST_OPTS}"')
good = True
for mark in options:
    goal, base = times['list-tables, 10,000' + mark], times['no-op' + mark]
    for word, net in ('medians', goal.median - base.median), ('least', goal.least - base.least):
        good &= verdict(f'10,000 tables{mark}: {net:.2f} s over the no-op by the {word}, at most {TARGET} s', net <= TARGET)
sys.exit(0 if good else 1)
