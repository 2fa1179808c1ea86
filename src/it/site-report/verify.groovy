import io.github.qsmaven.testing.BuildLog

def site = new File(basedir, 'target/site')
assert new File(site, 'qs/schema.html').file

// The page as a browser reads it: what stands between the tags, and no tag of a name's own.
def page = new File(site, 'qs-schema.html').getText('UTF-8')
def text = page.replaceAll(/(?s)<(script|style|head)\b.*?<\/\1>/, ' ').replaceAll(/<[^>]*>/, ' ')
    .replace('&lt;', '<').replace('&gt;', '>').replace('&quot;', '"').replaceAll(/&#(x?)([0-9A-Fa-f]+);/) { all, x, code ->
      Character.toString(Integer.parseInt(code, x ? 16 : 10))
    }.replace('&amp;', '&').replaceAll(/\s+/, ' ')
[
    'Database schema',
    'Contract broken. Checked 2 expected tables and 2 columns: 2 errors, 0 warnings; 2 findings break the contract.',
    '4 tables in database "site" at localhost:' + postgresPort,
    'QS201 missing column <b>gone a column no column of that name src/main/qs/shop.odcs.yaml:13 breaks the contract',
    'QS202 type mismatch id text bigint src/main/qs/shop.odcs.yaml:9 breaks the contract',
    'two\\nlines \\u202E public table 1',
    'customers public table 5 Who buys. Without <b>prospects</b>.',
    'home address',
    'home.street text',
    'home.city character varying(40)',
    'id bigint not null',
    'a | b & c',
    'Primary key: id',
    'Foreign key: customer to public.customers (id)',
    '<i>x integer',
].each { assert text.contains(it) : "not on the page: $it" }
assert !page.contains('<script>alert') && !page.contains('<b>prospects') && !page.contains('<i>x')
assert page.contains('href="qs/schema.html"')
// Each link to a table leads somewhere.
def links = (page =~ /href="#(table-\d+)"/).collect { it[1] }
assert links.size() == 4
links.each { assert page.contains("id=\"$it\"") || page.contains("name=\"$it\"") }
// The site knows it by its name.
assert new File(site, 'project-reports.html').text.contains('qs-schema.html')

BuildLog.of(basedir.toPath())
    .mustFailWith('Error generating', 'refused')
    .mustHave('Report: target/qs/schema.html')
    .lastBuild()
    .mustHave('2 findings break the contract: 1 QS201 missing column, 1 QS202 type mismatch', 'Report: target/site/qs/schema.html', 'BUILD SUCCESS')
assert new File(basedir, 'target/qs').list().sort() == ['.qs-reports', 'schema.html']
