"""overhead.py [ROUNDS]: whole processes, interleaved: the no-op goal, and list-tables on 100, 10,000 and 100,000 tables."""
import re
import sys
from collections import Counter

from measure import DEFAULT_OPTS, FAST_OPTS, WORK, interleave, list_tables, no_op, run, table, verdict

# Seconds over the no-op; of the other options, only 10,000 tables have a target.
TARGETS = {('100', ''): 0.47, ('10,000', ''): 0.55, ('100,000', ''): 1.1, ('10,000', ' *'): 0.48}
# The first that matches the name of a class.
ORIGINS = {'lambdas and method handles': r'.*\$\$Lambda|java\.lang\.(invoke|runtime)\.|.*LambdaForm',
           'plugin': r'io\.github\.qsmaven\.', 'driver': r'org\.postgresql\.', 'jackson': r'tools\.jackson\.',
           'JDK, TLS and security': r'(javax|sun|com\.sun)\.(net\.ssl|crypto|security)\.|(java|javax)\.security\.',
           'JDK, other': r'(java|javax|jdk|sun|com\.sun)\.', 'Maven and others': ''}


def classes(argv):
    """The names of the classes that a process loads; those made at run time without their addresses, so more than once."""
    log = f'{WORK}/classes.log'
    run(argv, opts=f'-Xlog:class+load:file={log}:none:filecount=0')
    with open(log, encoding='utf-8') as lines:
        return Counter(re.sub(r'(\$\$Lambda|LambdaForm).*', r'\1', line.split(' ')[0].strip()) for line in lines if ' source: ' in line)


rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10
goals = {'no-op': no_op(), 'list-tables, 100': list_tables('small'), 'list-tables, 10,000': list_tables('large'),
         'list-tables, 100,000': list_tables('huge')}
options = {'': DEFAULT_OPTS, ' *': FAST_OPTS}
times = interleave({name + mark: dict(argv=argv, opts=opts) for mark, opts in options.items() for name, argv in goals.items()}, rounds)

table(times, lambda name: 'no-op' + (' *' if name.endswith('*') else ''), f'Seconds, {rounds} rounds; *: MAVEN_OPTS="{FAST_OPTS}"')
good = True
for (tables, mark), target in TARGETS.items():
    goal, base = times[f'list-tables, {tables}{mark}'], times['no-op' + mark]
    for word, net in ('medians', goal.median - base.median), ('least', goal.least - base.least):
        good &= verdict(f'{tables} tables{mark}: {net:.2f} s over the no-op by the {word}, at most {target} s', net <= target)

more = classes(list_tables('small')) - classes(no_op())
origins = Counter()
for name, count in more.items():
    origins[next(origin for origin, pattern in ORIGINS.items() if re.match(pattern, name))] += count
print(f'\nClasses that list-tables, 100 loads beyond the no-op: {more.total():,}')
for origin in ORIGINS:
    print(f'{origin:34} {origins[origin]:7,}')
sys.exit(0 if good else 1)
