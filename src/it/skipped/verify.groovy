import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath()).mustHave('BUILD SUCCESS', 'Skipped, since qs.skip is set')

assert !new File(basedir, 'target/qs').exists()
