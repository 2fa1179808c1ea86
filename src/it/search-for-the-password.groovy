// Fails if a project of src/it has written a secret to a log, a report, a cache or any other file.
import io.github.qsmaven.testing.SecretCanary
import java.nio.file.Files
import java.nio.file.Path

def secrets = [
    'it.password', 'it.credential', 'it.token.signature', 'it.clientSecret', 'it.token', 'it.proxy.password']
def canaries = secrets.collectEntries { [it, new SecretCanary(project.properties[it])] }
def target = Path.of(project.build.directory)
def settings = { Path file -> file.fileName.toString().endsWith('settings.xml') }
def folders = Files.list(target).withCloseable { files ->
  files.filter { it.fileName.toString() ==~ /(it|invoker-reports)(-.*)?/ }.sorted().toList()
}
def logs = folders.collectMany { folder ->
  Files.walk(folder).withCloseable { files -> files.filter { it.fileName.toString() == 'build.log' }.toList() }
}
assert logs
canaries.each { name, canary ->
  assert canary.formsIn("a log that holds it: ${project.properties[name]}, and more")
}
def leaks = [folders, canaries.keySet() as List].combinations().collectMany { folder, name ->
  canaries[name].leaksBelow(folder, settings).collect { "${name}: ${target.relativize(folder)}/${it}" }
}
if (leaks) {
  throw new AssertionError("Files of src/it hold a secret:\n  ${leaks.join('\n  ')}" as Object)
}
log.info("None of ${canaries.size()} secrets is in any of ${logs.size()} logs, nor in any other file of ${folders.collect { target.relativize(it) }.join(', ')}.")
