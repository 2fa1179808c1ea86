import groovy.json.JsonSlurper
import io.github.qsmaven.testing.Superuser
import java.nio.file.Path

def names = new JsonSlurper().parse(new File(basedir, 'names.json'), 'UTF-8')
new Superuser(postgresPort as int, Path.of(caFile)).recreateDatabase('hostile', names.collectMany { name -> [
    "CREATE TABLE ${Superuser.identifier(name)} (id int)".toString(),
    "COMMENT ON TABLE ${Superuser.identifier(name)} IS '::warning::comment on ${name.replace("'", "''")}'".toString(),
] } as String[])

// Every character but letters and digits as its code, which a file of expected tables may always do.
def coded = { String name ->
  name.replaceAll('[^A-Za-z0-9]') { it.collect { c -> String.format('\\u%04X', (int) (c as char)) }.join() }
}
new File(basedir, 'expected-tables.txt').setText(
    (names + '::error::not there ##vso[task.complete]').collect { coded(it) + '\n' }.join(), 'UTF-8')
true
