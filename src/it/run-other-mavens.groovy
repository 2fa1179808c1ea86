// Runs the projects of src/it on the Mavens of it.maven.versions that this build does not run them on. Each run is a child build
// without unit tests; its projects and reports go to target/it-VERSION and target/invoker-reports-VERSION.
def command = ["${System.getProperty('maven.home')}/bin/mvn${System.getProperty('os.name').startsWith('Windows') ? '.cmd' : ''}"]
if (session.offline) {
  command << '--offline'
}
if (!session.request.interactiveMode) {
  command << '--batch-mode'
}
if (session.request.userSettingsFile?.file) {
  command += ['--settings', session.request.userSettingsFile.path]
}
// The command line may set both properties.
def property = { String name -> session.userProperties[name] ?: project.properties[name] }
def versions = property('it.maven.versions').tokenize(',') - property('it.maven.version')
def failed = versions.findAll { version ->
  log.info("Running the projects of src/it on Maven ${version}")
  def options = session.userProperties + [
      'it.maven.version': version, 'it.suffix': "-${version}", 'unit.skip': true, 'spotless.check.skip': true]
  def arguments = (command + options.collect { key, value -> "-D${key}=${value}" } + 'verify')*.toString()
  new ProcessBuilder(arguments).directory(project.basedir).inheritIO().start().waitFor() != 0
}
if (failed) {
  throw new AssertionError("The projects of src/it fail on Maven ${failed.join(', ')}; see the log above" as Object)
}
log.info("The projects of src/it pass on Maven ${versions.join(', ')}.")
