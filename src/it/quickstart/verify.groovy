import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave('7 tables in schema public', 'luma_midvalues', 'Found all 3 expected tables.', 'target/qs/tables.txt')
    .mustNotHave('WARN')

def names = new File(basedir, 'target/qs/tables.txt').readLines('UTF-8')
assert names.size() == 7
assert names == names.toSorted()

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
assert report.formatVersion == 1
assert report.serverId == 'qs'
assert report.host == 'localhost'
assert report.port == postgresPort as int
assert report.database == 'prod:all?FLATTEN'
assert report.sslMode == 'verify-full'
assert report.catalog == 'pg_catalog'
assert report.tables*.name == names
assert report.tables.every { it.schema == 'public' && it.type == 'table' && it.comment }
assert report.expectedTables.size() == 3
assert report.expectedTables.every { it.found && it.listed }
assert report.missingTables == []
