import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('Expected tables: all 3 are there.')
    .lastBuild()
    .mustHave('Expected tables: all 7 are there.')
    .mustNotHave('WARN')

def report = new JsonSlurper().parse(new File(basedir, 'target/again/tables.json'), 'UTF-8')
assert report.expectedTables*.name == report.tables*.name
