import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('Checked 3 expected tables and 4 columns', 'QS202 type mismatch: luma_midvalues._id: expected bigint, found text (expectedTables[1]:1:16)')

def report = new File(basedir, 'target/qs/check.txt').text
assert report.contains('QS202')
assert report.contains('expected bigint')
