import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def contract = 'jobs/src/main/qs/luma.odcs.yaml'
def pom = 'jobs/pom.xml'
def plugin = new File(basedir, 'checkout/jobs/pom.xml').readLines().findIndexOf { it.contains('<plugin>') } + 1
def folder = new File(basedir, 'checkout/jobs/target/qs')
def json = { new JsonSlurper().parse(new File(folder, it), 'UTF-8') }

// Shown from where Maven was started.
BuildLog.of(basedir.toPath()).mustHave('jobs/target/qs/check.sarif')

def commands = BuildLog.of(basedir.toPath()).lines().findAll { it.startsWith('::') }
assert commands*.replaceAll('^::error file=([^,]*),line=([0-9]+),.*', '$1:$2') as Set ==
    ["${contract}:8", "${contract}:13", "${contract}:15", "${contract}:19", "${pom}:${plugin}"]*.toString() as Set

def run = json('check.sarif').runs[0]
assert run.results*.locations*.first()*.physicalLocation*.artifactLocation*.uri as Set == [contract, pom] as Set
assert run.automationDetails.id == 'check/jobs/without-authority/'
assert json('gl-code-quality-check.json')*.location*.path as Set == [contract, pom] as Set
