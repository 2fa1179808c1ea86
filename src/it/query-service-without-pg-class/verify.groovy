import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'read from information_schema in',
        "Skipped pg_catalog, which was rejected: 'Table not found: pg_class' (SQLSTATE 42P01).",
        'Skipped pg_class, which was rejected:',
        '(not listed, but accessible: luma_postvalues)')
    .mustNotHave('WARN')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
assert report.catalog == 'information_schema'
assert report.passedOver*.catalog == ['pg_catalog', 'pg_class']
assert report.tables.size() == 6
assert report.expectedTables.collect { [it.name, it.found, it.listed] } ==
    [['luma_midvalues', true, true], ['luma_postvalues', true, false]]
