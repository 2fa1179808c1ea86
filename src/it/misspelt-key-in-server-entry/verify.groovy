import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'has an unknown element <hots>',
        'write <host>',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
