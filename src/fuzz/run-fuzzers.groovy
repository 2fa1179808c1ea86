// Runs the fuzz targets one after the other, each in a JVM of its own; CONTRIBUTING.md lists the options.
import java.nio.file.Files
import java.nio.file.Path

def targets = [
    url         : 'io.github.qsmaven.connection.JdbcUrlFuzzer',
    yaml        : 'io.github.qsmaven.contract.YamlFuzzer',
    'short-form': 'io.github.qsmaven.contract.ShortFormFuzzer',
    types       : 'io.github.qsmaven.types.TypeParserFuzzer',
    answers     : 'io.github.qsmaven.connection.AnswerFuzzer',
]
def wanted = session.userProperties.getProperty('fuzz.target', targets.keySet().join(',')).tokenize(',')*.trim()
if (!targets.keySet().containsAll(wanted)) {
  throw new IllegalArgumentException("fuzz.target is ${wanted.join(',')}, not some of ${targets.keySet().join(',')}.")
}
def seconds = session.userProperties.getProperty('fuzz.seconds', "${600.intdiv(targets.size())}") as int

def failed = wanted.findAll { name ->
  def seeds = Path.of("$project.basedir", 'src', 'fuzz', 'seeds', name)
  // Found inputs stay from run to run, until mvn clean.
  def folder = Path.of(project.build.directory, 'fuzz', name)
  def corpus = Files.createDirectories(folder.resolve('corpus'))
  log.info("Fuzzing $name for $seconds s: ${targets[name]}")
  def dictionary = seeds.resolveSibling("${name}.dict")
  def command = [Path.of(System.getProperty('java.home'), 'bin', 'java').toString(),
                 '-Xmx512m', '-cp', project.testClasspathElements.join(File.pathSeparator),
                 'com.code_intelligence.jazzer.Jazzer', "--target_class=${targets[name]}",
                 '--instrumentation_includes=' + ['io.github.qsmaven.**', 'org.postgresql.**', 'org.snakeyaml.**', 'com.ongres.**']
                     .join(File.pathSeparator),
                 // The targets open sockets and files, which two of these would report; the third makes bytecode of the driver
                 // invalid.
                 '--disabled_hooks=' + ['ServerSideRequestForgery', 'FilePathTraversal', 'SqlInjection']
                     .collect { "com.code_intelligence.jazzer.sanitizers.$it" }.join(File.pathSeparator),
                 "--reproducer_path=$folder", "-artifact_prefix=$folder/", "-max_total_time=$seconds",
                 // In seconds, of one input.
                 '-timeout=30', '-rss_limit_mb=3000', '-print_final_stats=1']
  if (Files.exists(dictionary)) {
    command << "-dict=$dictionary"
  }
  command << "$corpus"
  if (Files.isDirectory(seeds)) {
    command << "$seeds"
  }
  command*.toString().execute().with {
    consumeProcessOutput(System.out, System.err)
    waitFor()
  } != 0
}
if (failed) {
  throw new IllegalStateException("Faults found by ${failed.join(', ')}: the inputs are in target/fuzz; turn each into a test.")
}
