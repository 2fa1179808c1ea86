import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

def log = BuildLog.of(basedir.toPath())
    .mustFailWith(
        '4 of 5 expected tables are missing from database "prod:all?FLATTEN"',
        'Luma_PostValues  is not in schema public; did you mean luma_postvalues (differs in case)',
        'luma_midvalue  is not in schema public; did you mean luma_midvalues',
        'archive.luma_midvalues  does not exist: the server lists no schema archive; did you mean luma_midvalues (another schema)',
        'invoices  is not in schema public',
        'MojoFailureException')
    .mustHave('[ERROR] Missing: Luma_PostValues, luma_midvalue, ')

// The reports are there all the same.
assert new File(basedir, 'target/qs/tables.txt').readLines().size() == 7
def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
def missing = ['Luma_PostValues', 'luma_midvalue', 'archive.luma_midvalues', 'invoices']
assert report.expectedTables*.name == ['luma_midvalues'] + missing
assert report.expectedTables*.found == [true, false, false, false, false]
assert report.missingTables*.name == missing
assert report.missingTables.every { it.searchedSchemas == ['public'] }
assert report.missingTables[0].suggestions[0] == [name: 'luma_postvalues', reason: 'case']
