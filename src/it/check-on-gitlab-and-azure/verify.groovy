import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def contract = 'src/main/qs/luma.odcs.yaml'
def folder = new File(basedir, 'target/qs')
def commands = BuildLog.of(basedir.toPath()).lines().findAll { it.contains('##vso[') }
assert commands.size() == 5
assert commands[0] == "##vso[task.logissue type=error;sourcepath=${contract};linenumber=8;columnnumber=11;code=QS101;]missing table: luma_midvalue: expected a table, found nothing of that name in schema public; did you mean luma_midvalues?"
assert commands[4] == '##vso[task.uploadsummary]' + new File(folder, 'check.md').canonicalPath

def issues = new JsonSlurper().parse(new File(folder, 'gl-code-quality-check.json'), 'UTF-8')
assert issues.collect { [it.check_name, it.severity, it.location.path, it.location.lines.begin] } == [
    ['QS101', 'major', contract, 8],
    ['QS202', 'major', contract, 13],
    ['QS203', 'major', contract, 15],
    ['QS201', 'major', contract, 19],
]
assert issues*.fingerprint.toSet().size() == 4
