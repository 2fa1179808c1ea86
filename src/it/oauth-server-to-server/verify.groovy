import io.github.qsmaven.testing.BuildLog

def log = BuildLog.of(basedir.toPath()).mustHave(
    'the client secret is wrong: it answered 400 \'invalid_client: invalid client_secret parameter\'',
    'compare <clientId> (c0ffee) and <clientSecret>',
    'the sandbox "no-such-sandbox" does not exist, or the credential may not use it',
    'x-request-id',
    'has the sandbox "prod", but the database "dev:all" is in another sandbox',
    'What to do: ')
def matching = { String regex -> log.lines().count { it =~ regex } }
assert log.count('Scanning for projects...') == 4

// Two modules in two threads: one token, one session.
assert log.count('7 tables in schema public of database "prod:all?FLATTEN"') == 2
assert log.count('Found the expected table.') == 2
assert log.count('Connecting with') == 1
// IMS through the proxy of the settings, with its password; the host that it is not for, directly.
def ims = 'POST https://localhost:[0-9]+/ims/token/v3 through the proxy localhost:[0-9]+'
def parameters = 'GET https://127.0.0.1:[0-9]+/data/foundation/query/connection_parameters'
assert matching("${ims}: 200 after") == 2
assert matching("${ims}: 400 after") == 1
assert matching("${parameters}: 200 after") == 1
assert matching("${parameters}: 404 after") == 1
assert matching('(POST|GET) https://') == 5
