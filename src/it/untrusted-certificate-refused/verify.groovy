import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'Cannot connect to server "without-authority"',
        'its certificate is not signed by an authority in the JVM\'s trust store',
        'set sslRootCert',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
