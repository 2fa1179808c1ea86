import io.github.qsmaven.testing.BuildLog
import io.github.qsmaven.testing.SecretCanary
import java.nio.file.Files
import java.nio.file.Path

def log = BuildLog.of(basedir.toPath())
    .mustHave('SQLSTATE 3D000', 'does not support TLS', 'not signed by an authority', 'is not valid for this host name', '<hots>', 'refused')
assert log.count('Scanning for projects...') == 8
assert log.count('[DEBUG]') > 100

// What is published goes into the file of logging.properties; Maven 4 opens it in any case.
def published = basedir.toPath().resolve('driver.log')
assert !Files.exists(published) || !Files.readString(published).contains('org.postgresql')
assert !log.has('Connecting with URL')

def canary = new SecretCanary(password)
assert canary.formsIn("a log that holds it: ${password}, and more")
def leaks = canary.leaksBelow(basedir.toPath(), { Path file -> file.fileName.toString() == 'settings.xml' })
assert leaks == []
