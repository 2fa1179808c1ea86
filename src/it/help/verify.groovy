import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('qs:list-tables', 'qs:check-sql', 'User property: qs.server', 'User property: qs.expectedTables')
true
