import io.github.qsmaven.testing.BuildLog

// Maven 4 warns of its own accord that the encryption of Maven 3 is old.
BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public')
    .mustNotHave('ERROR')

assert new File(basedir, 'target/qs/tables.txt').readLines().size() == 7
