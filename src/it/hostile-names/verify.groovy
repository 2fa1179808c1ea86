import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def escaped = { String name ->
  name.replace('\\', '\\\\').replaceAll('[\\p{Cc}\\uFFFD]') {
    [n: '\n', r: '\r', t: '\t'].find { key, value -> value == it }?.with { '\\' + key } ?: String.format('\\u%04X', (int) (it as char))
  }
}
// In the order of their lines in tables.txt, byte by byte.
def names = new JsonSlurper().parse(new File(basedir, 'names.json'), 'UTF-8')
    .toSorted { a, b -> Arrays.compareUnsigned(escaped(a).getBytes('UTF-8'), escaped(b).getBytes('UTF-8')) }

// The JSON holds the names themselves, the text one line for each.
def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
assert report.tables*.name == names
assert report.tables.every { it.comment == "::warning::comment on ${it.name}" }
assert new File(basedir, 'target/qs/tables.txt').getText('UTF-8') == names.collect { escaped(it) + '\n' }.join()

// All but the one that is not there were found, by their names as a file has them.
assert report.expectedTables.size() == names.size() + 1
assert report.missingTables*.name == ['::error::not there ##vso[task.complete]']

// On the console nothing is a command of a CI server, a line of its own, or a control character.
def log = BuildLog.of(basedir.toPath()).mustHave('BUILD SUCCESS', "${names.size()} tables in schema public", 'back\\\\slash')
log.lines().each { line ->
  def said = line.replaceFirst(/^\[[A-Z]+] */, '').trim()
  assert !said.startsWith('::') && !line.trim().startsWith('::')
  assert !line.contains('##vso[') && !line.contains('##[')
  assert !(line =~ /[\u0000-\u0008\u000B-\u001F]/)
}
def own = { log.lines().count { line -> line.trim().startsWith(it) } }
assert own('[ERROR]') == 0
assert own('BUILD FAILURE') == 0
