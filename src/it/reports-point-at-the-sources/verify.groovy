import groovy.json.JsonSlurper

def folder = new File(basedir, 'jobs/target/qs')
assert folder.list().sort() == ['.qs-reports', 'check.md', 'check.sarif', 'tables.md', 'tables.sarif']
def run = { new JsonSlurper().parse(new File(folder, it), 'UTF-8').runs[0] }
def places = { report -> report.results*.locations*.first()*.physicalLocation.collect {
  [it.artifactLocation.uri, it.region.startLine, it.region.startColumn]
} }
def plugin = new File(basedir, 'jobs/pom.xml').readLines().findIndexOf { it.contains('<plugin>') } + 1

// Each from the top of the checkout: a parameter at the POM's plugin, all else at its line.
def tables = run('tables.sarif')
assert tables.results*.ruleId == ['QS101', 'QS101']
assert places(tables) == [['jobs/pom.xml', plugin, 1], ['jobs/expected-tables.txt', 3, 3]]

def check = run('check.sarif')
assert check.results*.ruleId == ['QS201', 'QS201']
assert places(check) == [['jobs/src/main/qs/luma.odcs.yaml', 9, 15], ['jobs/src/main/qs/luma.odcs.yaml', 10, 15]]
assert check.results*.suppressions*.justification == [[], ['nobody reads it']]

// Code scanning takes both in one go only if they are of two categories.
assert tables.automationDetails.id == 'list-tables/jobs/qs/'
assert check.automationDetails.id == 'check/jobs/qs/'

assert new File(folder, 'tables.md').getText('UTF-8').contains('`luma_postvalue`')
assert new File(folder, 'check.md').getText('UTF-8').contains('<summary>Accepted: 1 finding</summary>')
