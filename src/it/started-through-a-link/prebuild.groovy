import java.nio.file.Files
import java.nio.file.Path

def folder = basedir.toPath()
// As in a worktree of git.
Files.writeString(folder.resolve('checkout/.git'), 'gitdir: elsewhere\n')
Files.deleteIfExists(folder.resolve('link'))
Files.createSymbolicLink(folder.resolve('link'), folder.resolve('checkout'))
// Beside the link, where Maven is started.
Files.createDirectories(folder.resolve('certificates'))
Files.write(folder.resolve('certificates/ca.pem'), Files.readAllBytes(Path.of(caFile)))
true
