import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('passed; 2 findings accepted', 'QS502 column gone: luma_midvalues.country')
    .lastBuild()
    .mustHave('QS502 column gone', 'breaking elsewhere', 'BUILD FAILURE')
true
