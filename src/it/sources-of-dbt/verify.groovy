import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath())
    .mustHave(
        'Checked 2 expected tables and 4 columns',
        ': no findings.',
        'Skipped 1 file of dbt without sources: models/schema.yml.',
        'QS202 type mismatch: luma_midvalues._id: expected bigint, found text (models/sources.yml:13:19)',
        'QS203 nullable column: luma_midvalues._id: expected NOT NULL, found nullable (models/sources.yml:13:19)',
        'QS101 missing table: public.luma_values: expected a table, found nothing of that name',
        '1 freshness.')

def folder = new File(basedir, 'target/qs')
assert folder.list().sort() == ['.qs-reports', 'check.json', 'check.txt', 'models', 'tables.mmd', 'tables.sources.yml']
def written = new File(folder, 'tables.sources.yml').text
assert written.contains('''
  - name: public
    tables:
      - name: luma_midvalues
        description: "Luma: values of the web SDK, before enrichment"
        columns:
          - name: _id
            data_type: text
          - name: timestamp
            data_type: timestamp without time zone
''')
assert new File(folder, 'tables.mmd').text == '''erDiagram
  "luma_midvalues" {
    text _id
    timestamp_without_time_zone timestamp
  }
  "luma_postvalues" {
    text _id
    timestamp_without_time_zone timestamp
  }
'''
// A check has the tables that it read, as they are in the database.
assert new File(folder, 'models/check.sources.yml').text.contains('data_type: text')
assert !new File(folder, 'models/check.mmd').text.contains('luma_postvalues')
