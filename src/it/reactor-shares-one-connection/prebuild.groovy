import io.github.qsmaven.testing.Superuser
import java.nio.file.Path

new Superuser(postgresPort as int, Path.of(caFile)).recreateDatabase('reactor', 'CREATE TABLE orders (id int)')
true
