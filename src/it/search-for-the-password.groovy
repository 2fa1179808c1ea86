// No project of src/it may have written the password anywhere: no log, no report, no cache.
import io.github.qsmaven.testing.SecretCanary
import java.nio.file.Files
import java.nio.file.Path

def canary = new SecretCanary(project.properties['it.password'])
def target = Path.of(project.build.directory)
def settings = { Path file -> file.fileName.toString().endsWith('settings.xml') }
def folders = Files.list(target).withCloseable { files ->
  files.filter { it.fileName.toString() ==~ /(it|invoker-reports)(-.*)?/ }.sorted().toList()
}
def logs = folders.collectMany { folder ->
  Files.walk(folder).withCloseable { files -> files.filter { it.fileName.toString() == 'build.log' }.toList() }
}
assert logs
assert canary.formsIn("a log that holds it: ${project.properties['it.password']}, and more")
def leaks = folders.collectMany { folder ->
  canary.leaksBelow(folder, settings).collect { "${target.relativize(folder)}/${it}" }
}
if (leaks) {
  throw new AssertionError("The password got out:\n  ${leaks.join('\n  ')}" as Object)
}
log.info("The password is in none of ${logs.size()} logs, nor in any other file of ${folders.collect { target.relativize(it) }.join(', ')}.")
