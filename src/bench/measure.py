"""Runs commands in turn and says how long they took; counts what reached the server. Used by the scripts beside it."""
import json
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import time

ENV = os.environ
WORK = ENV['WORK']
DEFAULT_OPTS = ''
FAST_OPTS = '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC'


def maven(goal, *properties):
    return [ENV['MVN'], '-o', '-q', '-B', '-s', f'{WORK}/settings.xml', f'-Dmaven.repo.local={ENV["LOCAL_REPO"]}', goal, *properties]


def no_op():
    return maven('perflab:probe-maven-plugin:1:probe', '-Dprobe.mode=noop')


def list_tables(database, *properties):
    return maven(f'{ENV["PLUGIN"]}:list-tables', f'-Dqs.database={database}', f'-Dqs.reportDirectory={WORK}/report', *properties)


def contract(name, database, *properties):
    """Has init write a contract: of all tables, or of those that the properties choose."""
    path = f'{WORK}/{name}.odcs.yaml'
    run(maven(f'{ENV["PLUGIN"]}:init', f'-Dqs.database={database}', f'-Dqs.contract={path}', '-Dqs.force', *properties))
    return path


def check(database, contract, *properties):
    """Not -q: what it says is read."""
    argv = maven(f'{ENV["PLUGIN"]}:check', f'-Dqs.database={database}', f'-Dqs.contracts={contract}', f'-Dqs.reportDirectory={WORK}/report', *properties)
    return [word for word in argv if word != '-q']


def run(argv, opts='', env=(), expect=0):
    """One run: wall seconds, CPU seconds of it and its children. Its output goes to WORK/last.log."""
    environment = {**ENV, 'MAVEN_OPTS': opts, **dict(env)}
    with open(f'{WORK}/last.log', 'wb') as log:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.monotonic()
        code = subprocess.run(argv, cwd=f'{WORK}/here', env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log).returncode
        wall = time.monotonic() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if code != expect:
        sys.exit(f'exit status {code} instead of {expect}: {" ".join(argv)}\n' + open(f'{WORK}/last.log').read()[-2000:])
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def interleave(cases, rounds):
    """cases: name -> arguments of run(). A round that is not counted, then each round runs every case once."""
    results = {name: [] for name in cases}
    for number in range(rounds + 1):
        for name, arguments in cases.items():
            result = run(**arguments)
            if number > 0:
                results[name].append(result)
    return {name: Times(runs) for name, runs in results.items()}


class Times:
    def __init__(self, runs):
        self.runs = len(runs)
        self.walls = [wall for wall, _ in runs]
        self.median = statistics.median(self.walls)
        self.least = min(self.walls)
        self.cpu = statistics.median(cpu for _, cpu in runs)


def table(times, base, title):
    """Prints the cases and how much each is above its base, `base(name)`."""
    print(f'{title}\n{"":34} {"median":>7} {"least":>7} {"CPU":>6} {"net, medians":>13} {"net, least":>11} {"ratio":>6}')
    for name, t in times.items():
        b = times[base(name)]
        net = '' if b is t else f' {t.median - b.median:13.2f} {t.least - b.least:11.2f} {t.median / b.median:6.2f}'
        print(f'{name:34} {t.median:7.2f} {t.least:7.2f} {t.cpu:6.2f}{net}')
    print(flush=True)


def verdict(claim, holds):
    print(('ok    ' if holds else 'FAIL  ') + claim, flush=True)
    return holds


def proxy(word):
    """Tells the lab's proxy `reset`, or asks it for its `stats`; either way what it has counted so far."""
    with socket.create_connection(('127.0.0.1', int(ENV['PERF_PROXY_CTL']))) as control:
        control.sendall(word.encode() + b'\n')
        return json.loads(control.makefile().readline())


# --- statements, by the server's log ----------------------------------------------------------------------------------
def log_statements(on):
    """Turns the log of statements on or off for the role; needs the superuser, hence the lab's own function."""
    setting = 'SET log_min_duration_statement = 0' if on else 'RESET log_min_duration_statement'
    subprocess.run(['bash', '-c', '. "$BENCH_LAB/env.sh"; psql_su -d postgres -c "$0"', f'ALTER ROLE {ENV["PERF_USER"]} {setting}'], check=True)


def statements(application, **arguments):
    """Runs once; what this application sent meanwhile: the first lines of statements, or of the errors they met. Not the
    further rows of a statement, which the server logs as `execute fetch from`."""
    told = re.compile(rf'[^|]*\|\d+\|{application}\|[^|]*\|(?:LOG:  duration: [\d.]+ ms  (?:statement|execute (?!fetch from)[^:]*)|ERROR): +(.*)')
    log = f'{ENV["PGDATA_DIR"]}/log/pg.log'
    start = os.path.getsize(log)
    run(**arguments)
    time.sleep(0.3)
    with open(log, encoding='utf-8', errors='replace') as lines:
        lines.seek(start)
        return [match.group(1) for match in map(told.match, lines) if match]
