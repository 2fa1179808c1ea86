import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'database "prod:al"',
        'SQLSTATE 3D000',
        'check <database>',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
