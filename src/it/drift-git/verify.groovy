import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('the lock src/main/qs/qs.lock.json of HEAD', 'QS502 column gone: country')
    .lastBuild()
    .mustHave('no-such-branch', 'BUILD FAILURE')
true
