import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith(
        'QS402 missing column in SQL',
        '(target/compiled/shop/models/latest.sql:2:21)',
        'MojoFailureException')
    .mustHave('Checked 2 statements in 2 files against database')
    .mustNotHave('is_incremental', 'dbt compile')

assert new File(basedir, 'target/qs/check-sql.txt').text.contains('target/compiled/shop/models/latest.sql:2:21')
