import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'qs-maven-plugin ', ', Maven ', ', driver ',
        'it passes verify-full',
        'pg_catalog lists 7 tables',
        'list-tables uses pg_catalog',
        'check-sql: the server analyzes statements (Parse and Describe)',
        'target/qs/doctor.txt')
    .mustNotHave('not reached')

def text = new File(basedir, 'target/qs/doctor.txt').getText('UTF-8')
assert text.count('\u2713 ') == 14
assert !text.contains('analyst@')

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/doctor.json'), 'UTF-8')
assert report.formatVersion == 1
assert report.steps*.outcome.toSet() == ['passed'] as Set
assert report.surroundings.maven ==~ /[34]\..+/
assert report.surroundings.plugin ==~ /[0-9]+\..+/
