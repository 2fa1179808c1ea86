import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def lock = 'src/main/qs/qs.lock.json'
BuildLog.of(basedir.toPath())
    .mustFailWith(
        'QS502 column gone: country: expected text, found nothing (' + lock + ':5:3)',
        'breaking here: 1 statement',
        'src/main/sql/funnel.sql:3:3',
        'QS503 type changed: _id: expected bigint, found text (' + lock + ':9:3)',
        'mvn qs:lock -Dqs.tables=luma_midvalues',
        'The whole report: target/qs/drift.txt',
        'MojoFailureException')

def folder = new File(basedir, 'target/qs')
def report = new JsonSlurper().parse(new File(folder, 'drift.json'), 'UTF-8')
assert report.failed
assert report.findings.collect { [it.code, it.table, it.column, it.impact, it.before, it.after] } == [
    ['QS502', 'luma_midvalues', 'country', 'breaking-here', 'text', 'nothing'],
    ['QS503', 'luma_postvalues', '_id', 'breaking-elsewhere', 'bigint', 'text'],
]
assert report.findings[0].broken*.at == [[file: 'src/main/sql/funnel.sql', line: 3, column: 3]]
assert new File(folder, 'drift.sarif').text.contains('QS502')
assert new File(folder, 'TEST-qs-drift.xml').text.contains('failures="2"')
assert new File(folder, 'drift.md').getText('UTF-8').contains('column gone')
assert new File(folder, 'drift.html').getText('UTF-8').contains('luma_midvalues')
