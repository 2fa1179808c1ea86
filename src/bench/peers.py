"""peers.py [DATABASE [ROUNDS]]: columns and keys of one database read by three tools in turn, through the lab's proxy,
50 ms each way; needs it running (peers.sh starts it)."""
import os
import re
import sys
from pathlib import Path

from measure import ENV, WORK, Times, check, contract, no_op, proxy, run, table, verdict

LEAST_RATIO = 10.0
PEERS = {'SchemaCrawler': f'{WORK}/peer.txt', 'Liquibase snapshot': f'{WORK}/peer.json'}
database = sys.argv[1] if len(sys.argv) > 1 else 'medium'
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 1
expected = contract(database, database)
last_table = re.findall(r'^  - name: (\S+)\n.*\n    physicalType: table$', Path(expected).read_text(encoding='utf-8'), re.M)[-1]


def schemacrawler(port):
    return [ENV['JAVA'], '-cp', f'{ENV["LIB_DIR"]}/schemacrawler/*', 'schemacrawler.Main', '--server=postgresql', f'--host={ENV["PERF_HOST"]}',
            f'--port={port}', f'--database={database}', f'--user={ENV["PERF_USER"]}', f'--password={ENV["PERF_PASSWORD"]}', '--schemas=public',
            '--no-info', '--info-level=standard', '--command=schema', f'--output-file={PEERS["SchemaCrawler"]}']


def liquibase(port):
    """By the lab's POM, from the local repository that the lab filled."""
    tools = f'{ENV["BENCH_LAB"]}/tools'
    return [ENV['MVN'], '-o', '-q', '-B', '-s', f'{tools}/settings.xml', '-f', f'{tools}/liquibase/pom.xml',
            'org.liquibase:liquibase-maven-plugin:snapshot', '-Dliquibase.changeLogFile=unused.xml', '-Dliquibase.snapshotFormat=json',
            f'-Dliquibase.outputFile={PEERS["Liquibase snapshot"]}', f'-Dout={WORK}/unused.xml', f'-Ddb.user={ENV["PERF_USER"]}', f'-Ddb.password={ENV["PERF_PASSWORD"]}',
            f'-Ddb.url=jdbc:postgresql://{ENV["PERF_HOST"]}:{port}/{database}?sslmode=require']


COMMANDS = {
    'no-op': lambda port: no_op(),
    'check': lambda port: check(database, expected, f'-Dqs.port={port}'),
    'SchemaCrawler': schemacrawler,
    'Liquibase snapshot': liquibase,
}
# The quick ones between the slow ones too, since what else the machine does changes meanwhile.
ROUND = 'no-op', 'check', 'SchemaCrawler', 'no-op', 'check', 'Liquibase snapshot', 'no-op', 'check'

runs = {name: [] for name in COMMANDS}
turns = {}
for number in range(rounds + 1):
    # The first, which is not counted, goes to the server itself: the slow ones need minutes through the proxy.
    port = ENV['PERF_PROXY_PORT'] if number > 0 else ENV['PERF_PORT']
    for name in ROUND:
        for output in PEERS.values():
            Path(output).unlink(missing_ok=True)
        proxy('reset')
        result = run(COMMANDS[name](port))
        if name in PEERS and last_table not in Path(PEERS[name]).read_text(encoding='utf-8'):
            sys.exit(f'{name} did not read the table {last_table}')
        if number > 0:
            runs[name].append(result)
            turns[name] = proxy('stats')
            print(f'      round {number}: {name} {result[0]:.1f} s, load {os.getloadavg()[0]:.1f}', flush=True)

times = {name: Times(results) for name, results in runs.items()}
table(times, lambda name: 'no-op', f'\n{database}, seconds at 100 ms a round trip, {rounds} rounds, load {os.getloadavg()[0]:.1f}')
good = True
mine = times['check'].median
for name in PEERS:
    theirs = times[name].median
    good &= verdict(f'{database}: check {mine:.1f} s ({turns["check"]["turns"]} round trips), {name} {theirs:.1f} s ({turns[name]["turns"]},'
                    f' {turns[name]["conns"]} connections): {theirs / mine:.1f} times, at least {LEAST_RATIO:.0f}', theirs >= LEAST_RATIO * mine)
sys.exit(0 if good else 1)
