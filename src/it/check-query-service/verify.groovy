import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('Checked 2 expected tables and 4 columns in database "prod:all?FLATTEN"', ': no findings')
    .mustNotHave('WARN')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/check.json'), 'UTF-8')
assert report.serverVersion == '0.1.0'
assert !report.failed
assert [report.tablesChecked, report.columnsChecked] == [2, 4]
