import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public')
    .mustNotHave('WARN', 'alidation issues', 'is unknown', 'deprecated')
true
