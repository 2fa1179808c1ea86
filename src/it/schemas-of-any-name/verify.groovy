import groovy.json.JsonSlurper
import io.github.qsmaven.testing.BuildLog

BuildLog.of(basedir.toPath()).mustHave('3 tables in schemas Sales 2026, a.b, it\'s "quoted"', 'Found all 3 expected tables.').mustNotHave('ERROR')

def text = { new File(basedir, "target/${it}/tables.txt").getText('UTF-8') }
assert text('qs') == 'Sales 2026.orders\na.b.orders\nit\'s "quoted".Orders\n'
assert text('all') == 'Sales 2026.order_counts\nSales 2026.orders\na.b.late_orders\na.b.orders\nit\'s "quoted".Orders\n'

def report = new JsonSlurper().parse(new File(basedir, 'target/qs/tables.json'), 'UTF-8')
assert report.schemas == ['Sales 2026', 'a.b', 'it\'s "quoted"']
assert report.tables*.schema == report.schemas
def all = new JsonSlurper().parse(new File(basedir, 'target/all/tables.json'), 'UTF-8')
assert all.tables*.type == ['materialized-view', 'table', 'view', 'table', 'table']
