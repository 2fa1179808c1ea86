import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'There is no server entry "brace"',
        'its server entries are "qs", ',
        'did you mean -Dqs.server=braces?',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
