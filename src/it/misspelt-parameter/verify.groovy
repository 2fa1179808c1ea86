import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        '4 problems:',
        '<expectedTable> in the <configuration> of the plugin in the POM is not a parameter of any goal; did you mean expectedTables?',
        '<failOn> in the <configuration> of execution "tables" in the POM is a parameter of check, check-sql, report, not of list-tables.',
        '<failOnMising> in the <configuration> of execution "tables" in the POM is not a parameter of list-tables; did you mean failOnMissing?',
        '<failOnMissing> in the <configuration> of execution "contracts" in the POM is a parameter of list-tables, not of check.',
        'MojoExecutionException')
    .mustNotHave('<contracts> in', 'tables in schema public')

assert !new File(basedir, 'target/qs/tables.txt').exists()
