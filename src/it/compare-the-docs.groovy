// Fails if output in README or docs is not in the log of the project of src/it that it is from.
import io.github.qsmaven.docs.DocumentedOutput
import java.nio.file.Path

def output = new DocumentedOutput(Path.of(project.basedir.path), Path.of(project.build.directory, 'it'))
if (output.problems()) {
  throw new AssertionError("The documentation shows output that there is not:\n  ${output.problems().join('\n  ')}" as Object)
}
log.info("${output.compared()} blocks of output in the documentation are in the logs of src/it.")
