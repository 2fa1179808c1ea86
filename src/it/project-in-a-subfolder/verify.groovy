import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def subfolder = "${basedir.parentFile.name}/${basedir.name}/".toString()
def contract = subfolder + 'src/main/qs/luma.odcs.yaml'
def folder = new File(basedir, 'target/qs')
def json = { new JsonSlurper().parse(new File(folder, it), 'UTF-8') }

def commands = BuildLog.of(basedir.toPath()).lines().findAll { it.startsWith('::') }
assert commands.size() == 4
assert commands.every { it.startsWith("::error file=${contract},line=") }

def run = json('check.sarif').runs[0]
assert run.results*.locations*.first()*.physicalLocation*.artifactLocation.every { it.uri == contract && it.uriBaseId == '%SRCROOT%' }
assert run.automationDetails.id == "check/${subfolder}qs/".toString()
assert json('gl-code-quality-check.json')*.location*.path.unique() == [contract]
