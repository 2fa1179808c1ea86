import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('BUILD SUCCESS', '[WARNING] 1 of 2 expected tables is missing')
    .mustNotHave('ERROR')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
assert report.missingTables*.name == ['invoices']
