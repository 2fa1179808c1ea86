import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'the server speaks no TLS, and nothing is sent to it in the clear',
        'turn on TLS',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
