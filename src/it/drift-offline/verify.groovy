import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'Checked 1 expected table and 1 column in the lock',
        'Checked 2 statements in 2 files',
        'Checked offline against the lock src/main/qs/qs.lock.json: no server was queried.')
    .lastBuild()
    .mustHave('QS520 not in the lock', 'edited.sql:1:1', 'BUILD FAILURE')
true
