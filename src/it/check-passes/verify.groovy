import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'Checked 2 expected tables and 4 columns in database "prod:all?FLATTEN"',
        'read from pg_catalog in',
        ': no findings.')
    .mustNotHave('WARN', 'Not checked')

def folder = new File(basedir, 'target/qs')
assert folder.list().sort() == ['.qs-reports', 'check.json', 'check.txt']
def report = new JsonSlurper().parse(new File(folder, 'check.json'), 'UTF-8')
assert !report.failed
assert report.findings == []
assert [report.tables, report.tablesChecked, report.columns, report.columnsChecked] == [2, 2, 4, 4]
