import io.github.qsmaven.testing.BuildLog

// Why the README asks for the setting of build-cache-runs-the-goal-always.
def log = BuildLog.of(basedir.toPath())
assert log.count('7 tables in schema public') == 1
log.lastBuild()
    .mustHave('Skipping plugin execution (cached): qs:list-tables', 'BUILD SUCCESS')
    .mustNotHave('7 tables')
true
