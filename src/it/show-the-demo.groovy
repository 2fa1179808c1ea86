// Prints the log of src/it/quickstart as a user sees it, and the paths of the reports.
import java.nio.file.Files
import java.nio.file.Path

def quickstart = Path.of(project.build.directory, 'it', 'quickstart')
println()
println("\$ mvn verify    (in ${Path.of(project.basedir.path).relativize(quickstart)})")
println()
Files.readAllLines(quickstart.resolve('build.log'))
    .dropWhile { !it.contains('Scanning for projects') }
    .takeWhile { !it.startsWith('Running post-build script') }
    .findAll { !(it ==~ /\[INFO] Download(ing|ed) from .*/) }
    .each { println(it) }
println()
log.info('The example to copy: src/it/quickstart/pom.xml')
log.info('Its reports:')
Files.list(quickstart.resolve('target/qs')).withCloseable { files ->
  files.filter { !it.fileName.toString().startsWith(".") }.sorted().forEach { log.info("  ${Path.of(project.basedir.path).relativize(it)}") }
}
