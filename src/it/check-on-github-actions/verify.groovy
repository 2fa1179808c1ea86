import groovy.xml.XmlSlurper
import io.github.qsmaven.testing.BuildLog

// GitHub takes for a command what stands at the start of a line.
def contract = 'src/main/qs/luma.odcs.yaml'
def commands = BuildLog.of(basedir.toPath()).lines().findAll { it.startsWith('::') }
assert commands[0..3] == [
    "::error file=${contract},line=8,col=11,title=QS101 missing table::luma_midvalue: expected a table, found nothing of that name in schema public; did you mean luma_midvalues?",
    "::error file=${contract},line=13,col=15,title=QS202 type mismatch::luma_postvalues._id: expected bigint, found text",
    "::error file=${contract},line=15,col=15,title=QS203 nullable column::luma_postvalues.timestamp: expected NOT NULL, found nullable",
    "::error file=${contract},line=19,col=15,title=QS201 missing column::segment_definitions.timestmp: expected a column, found no column of that name; did you mean timestamp?",
]
assert commands.size() == 5
assert commands[4].startsWith('::error file=pom.xml,line=')
assert commands[4].contains('title=The schema could not be checked::')
assert commands[4].contains('Server entry "nobody" does not exist')

def folder = new File(basedir, 'target/qs')
def summary = new File(basedir, 'step-summary.md').getText('UTF-8')
def markdown = new File(folder, 'check.md').getText('UTF-8')
assert summary.startsWith('Of another program.\n' + markdown + '## `qs:list-tables`: nothing could be checked\n')
assert summary.contains('Server entry "nobody" does not exist')

def check = new XmlSlurper().parse(new File(folder, 'TEST-qs-check.xml'))
assert [check.@tests, check.@failures, check.@errors, check.@skipped].collect { it.text() as int } == [6, 4, 0, 0]
assert check.testcase.findAll { !it.failure.isEmpty() }.collect { [it.@classname.text(), it.@name.text(), it.failure.@type.text()] } == [
    ['luma_midvalue', 'table', 'QS101'],
    ['luma_postvalues', 'column _id', 'QS202'],
    ['luma_postvalues', 'column timestamp', 'QS203'],
    ['segment_definitions', 'column timestmp', 'QS201'],
]

// All that is written where nothing could be checked.
assert folder.list().findAll { it.contains('tables') }.sort() == ['TEST-qs-tables.xml', 'tables.md']
def tables = new XmlSlurper().parse(new File(folder, 'TEST-qs-tables.xml'))
assert [tables.@tests, tables.@errors].collect { it.text() as int } == [1, 1]
assert tables.testcase.error.@message.text().contains('Server entry "nobody" does not exist')
