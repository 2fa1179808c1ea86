import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper
import io.github.qsmaven.testing.BuildLog

def folder = new File(basedir, 'target/qs')
def later = new File(folder, 'nightly')
def check = ['TEST-qs-check.xml', 'check.json', 'check.sarif', 'check.txt']
def tables = ['TEST-qs-tables.xml', 'tables.json', 'tables.sarif', 'tables.txt']

// The last build keeps what it would read; it has removed the other reports of list-tables.
assert folder.list().sort() == (['.qs-reports', 'nightly', 'tables.txt', 'TEST-qs-tables.xml', 'tables.sarif'] + check).sort()
assert later.list().sort() == ['.qs-reports'] + check

// The first execution found something, the second did not: both have said so.
def id = { File sarif -> new JsonSlurper().parse(sarif, 'UTF-8').runs[0] }
assert id(new File(folder, 'check.sarif')).results*.ruleId == ['QS101']
assert id(new File(folder, 'check.sarif')).automationDetails.id.endsWith('/qs/')
assert id(new File(folder, 'check.sarif')).automationDetails.id.startsWith('check/')
assert id(new File(later, 'check.sarif')).results == []
assert id(new File(later, 'check.sarif')).automationDetails.id.startsWith('check:nightly/')
assert new XmlSlurper().parse(new File(folder, 'TEST-qs-check.xml')).@name.text() == 'qs:check'
assert new XmlSlurper().parse(new File(later, 'TEST-qs-check.xml')).@name.text() == 'qs:check:nightly'

// What could not be written is reported beside the file that was in the way.
assert new File(basedir, 'src/main/qs').list().sort() == ['.qs-reports', 'TEST-qs-check.xml', 'check.json', 'check.sarif']
assert new File(basedir, 'src/main/qs/check.json').text == '{"mine": true}\n'
assert new File(basedir, 'target/twice').list().sort() == (['.qs-reports', 'nightly-2'] + check).sort()
assert new File(basedir, 'target/twice/nightly-2').list().sort() == ['.qs-reports'] + check

def log = BuildLog.of(basedir.toPath())
log.mustFailWith('check.json: a file of this name exists, and the plugin did not write it', '-Dqs.reportDirectory')
log.lastBuild().mustFailWith('tables.txt would replace a file that this goal reads')
assert log.count("The reports of this execution go into ${new File('target/qs/nightly')}, since an earlier execution of qs:check in this build used ${new File('target/qs')}.") == 2
