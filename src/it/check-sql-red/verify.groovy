import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def file = 'src/main/sql/funnel.sql'
BuildLog.of(basedir.toPath())
    .mustFailWith(
        'database "prod:all?FLATTEN"',
        "QS402 missing column in SQL",
        "(${file}:3:2)".toString(),
        'v.timestmp',
        'did you mean',
        "(${file}:6:15)".toString(),
        '(src/main/sql/job.sql:3:12)',
        'The whole report: target/qs/check-sql.txt',
        'MojoFailureException')

def folder = new File(basedir, 'target/qs')
def report = new JsonSlurper().parse(new File(folder, 'check-sql.json'), 'UTF-8')
assert report.failed
assert report.findings.collect { [it.code, it.at.file, it.at.line, it.at.column, it.severity] } == [
    ['QS402', file, 3, 2, 'error'],
    ['QS401', file, 6, 15, 'error'],
    ['QS419', 'src/main/sql/job.sql', 1, 1, 'warning'],
    ['QS419', 'src/main/sql/job.sql', 2, 15, 'warning'],
    ['QS404', 'src/main/sql/job.sql', 3, 12, 'error'],
]
