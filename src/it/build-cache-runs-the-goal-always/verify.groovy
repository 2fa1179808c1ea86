import io.github.qsmaven.testing.BuildLog

def log = BuildLog.of(basedir.toPath())
assert log.count('7 tables in schema public') == 2
log.lastBuild()
    .mustHave('7 tables in schema public', 'BUILD SUCCESS')
    .mustNotHave('Skipping plugin execution (cached): qs:list-tables')
true
