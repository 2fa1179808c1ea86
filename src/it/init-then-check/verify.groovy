import io.github.qsmaven.testing.BuildLog

def log = new File(basedir, 'build.log').getText('UTF-8')
def contract = new File(basedir, 'src/main/qs/contract.odcs.yaml')

BuildLog.of(basedir.toPath())
    .mustHave(
        'to src/main/qs/contract.odcs.yaml.',
        'to src/main/qs/contract.odcs.yaml, which already contained ',
        'Next: mvn qs:check',
        ': no findings.')
    .lastBuild()
    .mustHave('src/main/qs/contract.odcs.yaml already exists', '-Dqs.merge', '-Dqs.force')

assert contract.parentFile.list() == ['contract.odcs.yaml']
assert contract.getText('UTF-8').contains('  - name: luma_midvalues\n')
assert log.count('Wrote ') == 2
