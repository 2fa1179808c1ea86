import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'Cannot sign in to server "wrong-password"',
        'SQLSTATE 28P01',
        'check <username> and <password> of server entry "wrong-password"',
        'MojoExecutionException')

// One attempt: each further one may lock the account.
BuildLog.of(basedir.toPath()).mustNotHave('Trying again', 'not-the-password')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
