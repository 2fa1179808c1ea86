import io.github.qsmaven.testing.BuildLog

// Told before the server entry is looked for, which there is not.
BuildLog.of(basedir.toPath())
    .mustFailWith(
        'src/main/qs/luma.odcs.yaml:18:5: a table has no key "propertis"; did you mean properties?',
        'MojoExecutionException')
    .mustNotHave('Server entry')

assert !new File(basedir, 'target/qs/check.txt').exists()
