import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustFailWith('Cannot sign in to server "wrong-password"', 'SQLSTATE 28P01', 'MojoExecutionException')
    .mustHave('it passes verify-full', 'Catalogs: not reached', 'Round trip: not reached')

def outcomes = new JsonSlurper().parse(new File(basedir, 'target/qs/doctor.json'), 'UTF-8').steps
    .collectEntries { [it.step, it.outcome] }
assert outcomes['expiry'] == 'passed'
assert outcomes['sign-in'] == 'failed'
assert outcomes['catalogs'] == 'not-reached'
