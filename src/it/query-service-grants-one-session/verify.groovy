import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def modules = ['.', 'web', 'crm', 'development']
// The server lets in one session at a time, so none of them was turned away.
BuildLog.of(basedir.toPath()).mustHave('BUILD SUCCESS').mustNotHave('Trying again')

def reports = modules.collect { new JsonSlurper().parse(new File(basedir, "${it}/target/qs/tables.json"), 'UTF-8') }
assert reports*.database == ['prod:all?FLATTEN'] * 3 + ['dev:all']
for (report in reports) {
  assert report.serverVersion == '0.1.0'
  assert report.catalog == 'pg_catalog'
  assert report.passedOver == []
  assert report.tables.size() == 7
  assert report.tables.every { it.dataset.id ==~ /[0-9a-f]{24}/ }
  def luma = report.tables.find { it.name == 'luma_midvalues' }
  assert luma.dataset == [id: '5bac030c29bb8d12fa992e58', name: 'Luma midValues', description: null, labels: "'PROFILE'"]
  assert report.expectedTables.every { it.found && it.listed }
}
