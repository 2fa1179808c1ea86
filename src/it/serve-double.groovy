// Runs a simulator of Query Service until Ctrl-C; CONTRIBUTING.md lists the options.
import io.github.qsmaven.testing.TlsPostgres
import io.github.qsmaven.testing.queryservice.Breakage
import io.github.qsmaven.testing.queryservice.FaultPoint
import io.github.qsmaven.testing.queryservice.InjectedFault
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator
import io.github.qsmaven.testing.queryservice.SimulatedCatalog
import io.github.qsmaven.testing.queryservice.ServerError
import io.github.qsmaven.testing.queryservice.ShowTables
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CountDownLatch
import java.util.regex.Pattern

def known = ['port', 'user', 'password', 'database', 'version', 'tables', 'rowCap', 'commandCompleteLies', 'showTables',
             'showTablesListsViews', 'sessionLimit', 'lenient', 'refuse', 'hide', 'denySchemas', 'empty', 'fault']
def given = session.userProperties.findAll { it.key.startsWith('double.') }
    .collectEntries { key, value -> [key.substring('double.'.length()), value] }
def unknown = given.keySet() - known
if (unknown) {
  throw new IllegalArgumentException("There is no option ${unknown.collect { "double.$it" }.join(', ')}.")
}
def option = { String key, String otherwise -> given[key] ?: otherwise }
def many = { String key -> option(key, '').tokenize(',')*.trim() }
def named = { String name -> name.trim().replace('-', '_').toUpperCase(Locale.ROOT) }

def user = option('user', 'ECBB80245ECFC73E8A095EC9@AdobeOrg')
def password = option('password', '4F2611B8613DK3670V495N55:3d182fa9e0b54f33a7881305c06203ee')
def database = option('database', 'prod:all?FLATTEN')
def more = option('tables', '0') as int

def folder = Path.of(project.build.directory, 'double')
def postgres = TlsPostgres.startIn(folder)
def simulator = QueryServiceSimulator.over(postgres)
    .port(option('port', '0') as int)
    .user(user, password)
    .database(database, 'sandbox')
    .role('analyst')
    .serverVersion(option('version', '0.1.0'))
    .rowCap(option('rowCap', '50000') as int)
    .showTables(ShowTables.valueOf(named(option('showTables', 'labels'))))
    .sessionLimit(option('sessionLimit', "${Integer.MAX_VALUE}") as int)
    // Ids and names as in Adobe's tutorials.
    .dataset('luma_midvalues', '5bac030c29bb8d12fa992e58', 'Luma midValues', '', '')
    .dataset('luma_postvalues', '5c86b896b3c162151785b43c', 'Luma midValues', '', '')
    .dataset('ajo_consent_service_dataset', '672a07c80fd5fd2aee4155ca', 'AJO Consent Service Dataset', '', "'PROFILE'")
    .container('qsaccel', 'profile_agg')
    .view('view1', 'view_id1', 'dwh_dataset1', '')
    .view('luma_view', 'view_id2', 'luma_midvalues', '')
if (option('showTablesListsViews', 'false').toBoolean()) {
  simulator.showTablesListsViews()
}
if (option('lenient', 'false').toBoolean()) {
  simulator.lenient()
}
if (option('commandCompleteLies', 'false').toBoolean()) {
  simulator.commandCompleteLies()
}
many('refuse').each {
  switch (named(it)) {
    case 'SQLALCHEMY_20_FORM': simulator.refuseSqlAlchemy20Form(); break
    case 'EXTENDED_PROTOCOL': simulator.refuseExtendedProtocol(); break
    default: simulator.refuse(SimulatedCatalog.valueOf(named(it)))
  }
}
many('denySchemas').each { simulator.denySchema(it) }
many('empty').each { simulator.empty(SimulatedCatalog.valueOf(named(it))) }
// catalog:table
many('hide').each {
  def (catalog, table) = it.split(':', 2)
  simulator.hide(SimulatedCatalog.valueOf(named(catalog)), table)
}
// point:kind or point:SQLSTATE, then optionally the number of times and a pattern that the statement contains
if (given.fault) {
  def (point, kind, times, sql) = given.fault.split(':', 4) as List
  def what = kind ==~ /[0-9A-Z]{5}/ && !Breakage.values()*.name().contains(named(kind))
      ? ServerError.fatal(kind, 'Injected by double.fault')
      : Breakage.valueOf(named(kind))
  def fault = InjectedFault.at(FaultPoint.valueOf(named(point)), what)
  fault = times ? fault.times(times as int) : fault
  simulator.fault(sql ? fault.on(Pattern.compile(sql)) : fault)
}
postgres.createDatabase('sandbox')
def names = ['luma_midvalues', 'luma_postvalues', 'segment_definitions', 'ajo_consent_service_dataset',
             'demo_system_event_dataset_for_website_global_v1_1', 'demo_system_profile_dataset_for_crm_global_v1_1']
postgres.executeIn('sandbox',
    'CREATE ROLE analyst',
    *names.collect { "CREATE TABLE $it (_id text, \"timestamp\" timestamp)".toString() },
    // A transaction for each thousand tables, to release their locks.
    *(0..<more).collate(1000).collect { some ->
      some.collect { "CREATE TABLE generated_${String.format('%06d', it)} (_id text);" }.join('\n') },
    'CREATE VIEW luma_view AS SELECT * FROM luma_midvalues',
    'CREATE SCHEMA profile_agg',
    'CREATE VIEW profile_agg.view1 AS SELECT 1 AS profiles',
    'GRANT USAGE ON SCHEMA profile_agg TO analyst',
    'GRANT SELECT ON ALL TABLES IN SCHEMA public, profile_agg TO analyst')
def server = simulator.start()

def xml = { it.toString().replace('&', '&amp;').replace('<', '&lt;') }
def settings = folder.resolve('settings.xml')
Files.writeString(settings, """\
<settings>
  <servers>
    <server>
      <id>double</id>
      <username>${xml(user)}</username>
      <password>${xml(password)}</password>
      <configuration>
        <host>${server.host()}</host>
        <port>${server.port()}</port>
        <database>${xml(database)}</database>
        <sslRootCert>${xml(postgres.caFile())}</sslRootCert>
      </configuration>
    </server>
  </servers>
</settings>
""")
println()
println("A simulator of Query Service listens on ${server.host()}:${server.port()}, with ${names.size() + more} tables.")
println("  database   $database")
println("  user       $user")
println("  password   $password    (an example)")
println("  authority  ${postgres.caFile()}")
println("  settings   $settings")
println()
println('To list its tables, run "mvn -DskipTests install" here once, and then:')
println("mvn -s $settings ${project.groupId}:${project.artifactId}:${project.version}:list-tables -Dqs.server=double")
println()
println('Press Ctrl-C to stop it.')
// The PostgreSQL server stops with the JVM.
new CountDownLatch(1).await()
