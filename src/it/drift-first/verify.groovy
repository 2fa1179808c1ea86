import io.github.qsmaven.testing.BuildLog

def log = new File(basedir, 'build.log').getText('UTF-8')
BuildLog.of(basedir.toPath())
    .mustHave(
        'QS520 not in the lock: src/main/qs/qs.lock.json',
        'run mvn qs:lock',
        'target/qs/qs.lock.json',
        'Wrote src/main/qs/qs.lock.json: 2 tables with 4 columns, and 1 statement.',
        'Compared 2 tables and 4 columns with the lock src/main/qs/qs.lock.json',
        'src/main/qs/qs.lock.json is up to date: 2 tables with 4 columns, and 1 statement.')
    .mustNotHave('BUILD FAILURE')

// The candidate is what qs:lock writes, to the byte; the build itself writes nothing among the sources.
def lock = new File(basedir, 'src/main/qs/qs.lock.json')
assert lock.parentFile.list() == ['qs.lock.json']
assert log.count('Wrote src/main/qs/qs.lock.json') == 1
assert lock.readLines('UTF-8').count { it.contains('"name":"_id"') } == 2
