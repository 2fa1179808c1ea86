import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public', 'target/qs/tables.txt')
    .lastBuild()
    .mustHave('2 tables in schema public', 'Found all 2 expected tables.', 'luma/tables.json')

assert new File(basedir, 'target/qs/tables.txt').readLines().size() == 7
assert new File(basedir, 'luma/tables.txt').readLines() == ['luma_midvalues', 'luma_postvalues']
// Where there is no POM, Maven leaves the default of reportDirectory as it is written.
assert basedir.list().every { !it.contains('$') }
