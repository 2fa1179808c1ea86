import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustNotHave('no findings')
    .mustHave('0 errors, 1 warning; 4 findings accepted.', 'QS302 unused acceptance: invoices:', '(src/main/qs/accept.yaml:14:3)')

def folder = new File(basedir, 'target/qs')
assert folder.list().sort() == ['.qs-reports', 'check.json', 'check.txt']
def report = new JsonSlurper().parse(new File(folder, 'check.json'), 'UTF-8')
assert !report.failed
assert report.findings.findAll { it.acceptedBy }*.code.sort() == ['QS101', 'QS201', 'QS202', 'QS203']
assert report.findings.find { it.code == 'QS101' }.acceptedBy.reason == 'the dataset comes with the next release'
