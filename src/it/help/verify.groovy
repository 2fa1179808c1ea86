import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('qs:list-tables', 'User property: qs.server', 'User property: qs.expectedTables')
true
