import io.github.qsmaven.testing.BuildLog

// The port is closed: if the goal had tried to connect, it would say so.
def log = BuildLog.of(basedir.toPath())
    .mustFailWith(
        'The token in the <password> of server entry "expired-token" expired 3 h ',
        'under Queries > Credentials',
        'MojoExecutionException')
    .mustNotHave('refused', 'Trying again')
assert log.lines().any { it ==~ /.* expired 3 h \d+ min ago, at 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ, .*/ }

assert !new File(basedir, 'target/qs/tables.txt').exists()
