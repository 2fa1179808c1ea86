import io.github.qsmaven.testing.BuildLog

// Maven takes braces for encryption and reports that it cannot decrypt; it is a plain password.
BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public')
    .mustNotHave('cannot be decrypted')

assert new File(basedir, 'target/qs/tables.txt').readLines().size() == 7
