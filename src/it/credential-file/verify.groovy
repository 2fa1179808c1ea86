import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public', '[DEBUG]')
    .mustNotHave('credentialFile of server', 'What to do: ')

assert new File(basedir, 'target/qs/tables.txt').readLines().size() == 7
