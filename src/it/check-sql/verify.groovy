import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'Checked 7 statements in 2 files against database "prod:all?FLATTEN"',
        'Not checked: 1 SQL file of Flyway (db/migration)')
    .mustHave(': passed; 1 finding accepted.')
    .mustNotHave('WARN')

def folder = new File(basedir, 'target/qs')
assert folder.list().sort() == ['.qs-reports', 'check-sql.json', 'check-sql.txt']
def report = new JsonSlurper().parse(new File(folder, 'check-sql.json'), 'UTF-8')
assert !report.failed
