import java.nio.file.Files

// As "dbt compile" leaves it; the copies of these projects have no target.
def target = new File(basedir, 'target').toPath()
Files.createDirectories(target)
Files.move(new File(basedir, 'compiled').toPath(), target.resolve('compiled'))
true
