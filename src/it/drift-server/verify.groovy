import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

// Each of the two simulators lets in one session.
BuildLog.of(basedir.toPath())
    .mustHave('server "without-pg-class"', '(server "query-service")', 'QS508 table added: luma_postvalues')
    .mustNotHave('Trying again')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/drift.json'), 'UTF-8')
assert report.findings.collect { [it.code, it.table] } == [['QS508', 'luma_postvalues']]
