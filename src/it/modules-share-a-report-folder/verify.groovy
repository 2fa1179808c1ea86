import groovy.xml.XmlSlurper
import io.github.qsmaven.testing.BuildLog

def folder = new File(basedir, 'target/reports')
def failures = { new XmlSlurper().parse(new File(folder, "${it}TEST-qs-tables.xml")).@failures.text() }

BuildLog.of(basedir.toPath()).mustHave("go into ${new File('target/reports/orders')}, since")

// The parent comes first; the failure of one module outlives the success of the next.
assert folder.list().sort() == ['.qs-reports', 'TEST-qs-tables.xml', 'invoices', 'orders']
assert ['', 'invoices/', 'orders/'].collect(failures) == ['0', '1', '0']
