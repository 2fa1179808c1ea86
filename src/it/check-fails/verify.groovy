import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def contract = 'src/main/qs/luma.odcs.yaml'
BuildLog.of(basedir.toPath())
    .mustFailWith(
        '4 findings break the contract in database "prod:all?FLATTEN"',
        "QS101 missing table: expected a table, found nothing of that name in schema public; did you mean luma_midvalues? (${contract}:8:11)".toString(),
        "QS202 type mismatch: _id: expected bigint, found text (${contract}:13:15)".toString(),
        "QS203 nullable column: timestamp: expected NOT NULL, found nullable (${contract}:15:15)".toString(),
        "QS201 missing column: timestmp: expected a column, found no column of that name; did you mean timestamp? (${contract}:19:15)".toString(),
        'src/main/qs/accept.yaml',
        '- code: QS101',
        'object: "luma_midvalue"',
        'The whole report: target/qs/check.txt',
        'MojoFailureException')
    .mustHave('[ERROR] 1 QS101 missing table, 1 QS201 missing column,'
        + ' 1 QS202 type mismatch, 1 QS203 nullable column')

def folder = new File(basedir, 'target/qs')
assert folder.list().sort() == ['.qs-reports', 'accept-suggestions.yaml', 'check.json', 'check.txt']
def report = new JsonSlurper().parse(new File(folder, 'check.json'), 'UTF-8')
assert report.failed
assert report.findings.collect { [it.code, it.table, it.column, it.at.line, it.severity] } == [
    ['QS101', 'luma_midvalue', null, 8, 'error'],
    ['QS202', 'luma_postvalues', '_id', 13, 'error'],
    ['QS203', 'luma_postvalues', 'timestamp', 15, 'error'],
    ['QS201', 'segment_definitions', 'timestmp', 19, 'error'],
]
assert report.findings[0].suggestions == [[name: 'luma_midvalues', reason: 'spelling']]
assert report.findings[1].expected == 'bigint'
assert report.findings[1].actual == 'text'
def suggested = new File(folder, 'accept-suggestions.yaml').text
for (object in ['luma_midvalue', 'luma_postvalues._id', 'luma_postvalues.timestamp', 'segment_definitions.timestmp']) {
  assert suggested.contains("object: \"${object}\"")
}
