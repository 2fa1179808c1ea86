import io.github.qsmaven.testing.BuildLog

def unread = 'src/main/qs/contract.yaml, src/main/qs/sales/sales.odcs.yml.'

BuildLog.of(basedir.toPath())
    .mustFailWith(
        "Nothing is expected, so nothing would be checked: src/main/qs/*.odcs.yaml contains no table",
        "Not read, because of the name: ${unread}",
        'run mvn qs:init',
        'MojoExecutionException')
    .lastBuild()
    .mustHave(
        "[WARNING] Not read, because contracts are src/main/qs/*.odcs.yaml: ${unread}",
        'BUILD SUCCESS')

assert new File(basedir, 'target/qs/check.txt').exists()
