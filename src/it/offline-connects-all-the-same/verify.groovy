import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .lastBuild()
    .mustHave('7 tables in schema public', 'Found the expected table.')

// And the same schema gives the same reports, byte for byte.
['tables.txt', 'tables.json'].each {
  assert new File(basedir, "target/offline/${it}").bytes == new File(basedir, "target/qs/${it}").bytes
}
true
