import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('Found all 3 expected tables.')
    .lastBuild()
    .mustHave('Found all 7 expected tables.')
    .mustNotHave('WARN')

def report = new JsonSlurper().parse(new File(basedir, 'target/again/tables.json'), 'UTF-8')
assert report.expectedTables*.name == report.tables*.name
