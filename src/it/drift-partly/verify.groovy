import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'Accepted: QS502 column gone: luma_midvalues.country: text -> nothing',
        'QS503 type changed: _id: expected bigint, found text',
        'Accepted: QS503 type changed: luma_postvalues._id: bigint -> text')
    .mustNotHave('QS502 column gone: country')
    .lastBuild()
    .mustHave('no findings', 'BUILD SUCCESS')
true
