import io.github.qsmaven.testing.BuildLog

def log = BuildLog.of(basedir.toPath())
    .mustFailWith(
        '2 problems:',
        '-DQS.skip: no goal has this property; did you mean qs.skip?',
        '-Dqs.expectedTable: no goal has this property; did you mean qs.expectedTables',
        'Invalid value "no" for failOnMissing (-Dqs.failOnMissing).',
        'MojoExecutionException')
    .mustHave(
        '[WARNING] The property qs.expectedTabels of the POM or of a profile has no effect on this plugin: no goal has this property; did you mean qs.expectedTables')
    .mustNotHave('expected tables are missing', 'Skipped')
log.lastBuild().mustHave('7 tables in schema public', 'BUILD SUCCESS')
assert log.count('7 tables in schema public') == 2
