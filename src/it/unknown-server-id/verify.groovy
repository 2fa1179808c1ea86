import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'Server entry "brace" does not exist',
        'the server entries are "qs", ',
        'set -Dqs.server=braces if you meant that entry',
        'MojoExecutionException')

assert !new File(basedir, 'target/qs/tables.txt').exists()
assert !new File(basedir, 'target/qs/tables.json').exists()
