import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

// Of INSERT and CTAS, only the queries are sent.
def file = 'src/main/sql/audience.sql'
BuildLog.of(basedir.toPath())
    .mustFailWith(
        '1 of 5 statements fails in database "prod:all?FLATTEN"',
        "QS402 missing column in SQL: timestmp (${file}:5:13)".toString(),
        'did you mean timestamp',
        'MojoFailureException')
    .mustHave('1 was not checked', 'SET @v of Query Service')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/check-sql.json'), 'UTF-8')
assert report.serverVersion == '0.1.0'
assert report.findings.findAll { it.severity == 'error' }.collect { [it.code, it.at.line, it.at.column] } == [['QS402', 5, 13]]
