import io.github.qsmaven.testing.BuildLog
import io.github.qsmaven.testing.Superuser
import java.nio.file.Path

def modules = ['.', 'orders', 'customers', 'invoices', 'returns']
BuildLog.of(basedir.toPath()).mustHave('BUILD SUCCESS')
assert BuildLog.of(basedir.toPath()).count('1 table in schema public') == modules.size()
['tables.txt', 'tables.json'].each { report ->
  assert modules.collect { new File(basedir, "${it}/target/qs/${report}").getText('UTF-8') }.toSet().size() == 1
}

// The server's own count; the database was made anew for this build. A session is counted when it has ended.
def postgres = new Superuser(postgresPort as int, Path.of(caFile))
def ended = '(SELECT count(*) = 0 FROM pg_stat_activity WHERE datname = \'reactor\')'
for (tries in 1..100) {
  if (postgres.number("SELECT CASE WHEN ${ended} THEN 1 ELSE 0 END FROM pg_sleep(0.1)") == 1) {
    break
  }
}
def count = { String column -> postgres.number("SELECT ${column} FROM pg_stat_database WHERE datname = 'reactor'") }
assert count('sessions') == 1 + setUpSessions()
// None broke off: the one was closed as it should be, before the build ended.
assert count('sessions_abandoned') == 0
assert count('sessions_fatal') == 0

/** prebuild.groovy signed in once, to make the table. */
int setUpSessions() {
  1
}
