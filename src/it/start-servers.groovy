// Starts the servers that the projects of src/it connect to, and sets the properties it.* for these projects.
import io.github.qsmaven.testing.AdobeApis
import io.github.qsmaven.testing.ConnectProxy
import io.github.qsmaven.testing.TlsFront
import io.github.qsmaven.testing.TlsMaterial
import io.github.qsmaven.testing.TlsPostgres
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator
import io.github.qsmaven.testing.queryservice.SimulatedCatalog
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import org.sonatype.plexus.components.cipher.DefaultPlexusCipher

// Special characters of URLs, XML, JSON and shells, around a core that the canary searches for.
def password = 'p@Zq7Kx9Wv3Rt5:/?&=%25+# \u00fc"\'<\\$1'
// Braces mark an encrypted password; Maven reports that it cannot decrypt this one.
def braces = 'a{b}c-Zq7Kx9Wv3Rt5'
// A non-expiring credential of Query Service, and an expired token.
def account = '4F2611B8613AA3670A495E55'
def credential = '3d182fa9e0b54f33a7881305c06203ee'
def signature = 'Hb4Yn8Jd2Mc6Pf1Ls5Gk9'
// A client secret and a token as from Adobe's Developer Console and IMS, and the password of a proxy.
def clientSecret = 'p8e-Nf4Lw8Yc2Hs6&=%+"'
def token = 'eyJhbGciOiJSUzI1NiJ9.' + 'Gb3Td7Pv1Qk5' * 100 + '.Sg2Wb6'
def proxyPassword = 'Mr6Zx2Jn8Ua4:@'

def folder = Path.of(project.build.directory, 'servers')
def postgres = TlsPostgres.startIn(folder)
def fronts = [
    plainText : TlsFront.plainText(),
    otherName : TlsFront.tls(postgres.tls().certificateFor('db.example'), postgres.port()),
]

// A sandbox of Query Service, with names as in Adobe's tutorials.
def sandbox = 'prod:all?FLATTEN'
def username = 'analyst@AdobeOrg'
def usernameBraces = 'braces@AdobeOrg'
def usernameAccount = 'account@AdobeOrg'
postgres.createRole(username, password)
postgres.createRole(usernameBraces, braces)
postgres.createRole(usernameAccount, "${account}:${credential}")
postgres.createDatabase(sandbox)
// As in Query Service, the user is the organization and the password is a token.
def organization = 'ECBB80245ECFC73E8A095EC9@AdobeOrg'
postgres.createRole(organization, token)
def tables = [
    luma_midvalues: 'Luma: values of the web SDK, before enrichment',
    luma_postvalues: 'Luma: values of the web SDK, after enrichment',
    demo_system_event_dataset_for_website_global_v1_1: 'Demo System - Event Dataset for Website (Global v1.1)',
    demo_system_event_dataset_for_call_center_global_v1_1: 'Demo System - Event Dataset for Call Center (Global v1.1)',
    demo_system_profile_dataset_for_crm_global_v1_1: 'Demo System - Profile Dataset for CRM (Global v1.1)',
    profile_snapshot_export_2b7c0f4e_1d3a_4c57_9f26_8e0a5d61c3b4: 'Profile snapshot export',
    segment_definitions: 'Audiences',
]
postgres.executeIn(sandbox, tables.collectMany { name, comment -> [
    "CREATE TABLE ${name} (_id text, \"timestamp\" timestamp)".toString(),
    "COMMENT ON TABLE ${name} IS '${comment}'".toString(),
    "GRANT SELECT ON ${name} TO PUBLIC".toString(),
] } as String[])

// Two host names: one is reached through the proxy, the other is in nonProxyHosts.
def apis = new AdobeApis(postgres.tls().certificateFor(postgres.host(), '127.0.0.1'))
apis.answer(AdobeApis.TOKEN, AdobeApis.tokenFor('c0ffee', clientSecret, token))
apis.answer(AdobeApis.PARAMETERS, AdobeApis.parametersFor(token, 'c0ffee', organization, 'prod', """\
{"username": "${organization}", "dbName": "${sandbox}", "host": "${postgres.host()}", "version": 1, "port": ${postgres.port()},
 "token": "${token}", "compressedToken": "Nkg", "websocketHost": "${postgres.host()}"}"""))
def proxy = ConnectProxy.withPassword('builder', proxyPassword)

// Two simulators of Query Service: one with a limit of one session, and one without pg_class as well.
def simulator = { ->
  QueryServiceSimulator.over(postgres)
      .user(organization, "${account}:${credential}")
      .database(sandbox, sandbox)
      .database('dev:all', sandbox)
      .sessionLimit(1)
      .dataset('luma_midvalues', '5bac030c29bb8d12fa992e58', 'Luma midValues', '', "'PROFILE'")
}
def simulators = [
    queryService: simulator().start(),
    withoutPgClass: simulator().refuse(SimulatedCatalog.PG_CATALOG).hide(SimulatedCatalog.INFORMATION_SCHEMA, 'luma_postvalues').start(),
]
project.setContextValue('it.servers', simulators.values() + fronts.values() + [apis, proxy, postgres])

// The output of "mvn --encrypt-master-password" and "mvn --encrypt-password" of Maven 3.
def cipher = new DefaultPlexusCipher()
def master = 'master password'
def security = folder.resolve('settings-security.xml')
Files.writeString(security, """\
<settingsSecurity>
  <master>${cipher.encryptAndDecorate(master, 'settings.security')}</master>
</settingsSecurity>
""")

// The format of the file that Query Service offers for download.
def credentialFile = folder.resolve('credential.json')
Files.writeString(credentialFile, """\
{"technicalAccountName":"9F0A21EE-B8F3-4165-9871-846D3C8BC49E@TECHACCT.ADOBE.COM",\
"credential":"${credential}","technicalAccountId":"${account}"}""")
if (credentialFile.fileSystem.supportedFileAttributeViews().contains('posix')) {
  Files.setPosixFilePermissions(credentialFile, PosixFilePermissions.fromString('rw-------'))
}

// A token as from Adobe's IMS, broken into lines.
def created = System.currentTimeMillis() - Duration.ofHours(27).toMillis()
def expired = [
    '{"alg":"RS256","x5u":"ims_na1-key-at-1.cer","kid":"ims_na1-key-at-1","itt":"at"}',
    """{"type":"access_token","expires_in":"86400000","created_at":"${created}"}""",
].collect { Base64.urlEncoder.withoutPadding().encodeToString(it.bytes) }
expired = "${expired.join('.')}.${signature}".replaceAll('.{76}') { it + '\n' }

def properties = [
    'it.postgres.host': postgres.host(),
    'it.postgres.port': postgres.port(),
    'it.caFile': postgres.caFile(),
    'it.queryService.port': simulators.queryService.port(),
    'it.withoutPgClass.port': simulators.withoutPgClass.port(),
    'it.plainText.port': fronts.plainText.port(),
    'it.otherName.port': fronts.otherName.port(),
    'it.database': sandbox,
    'it.username': username,
    'it.username.braces': usernameBraces,
    'it.username.account': usernameAccount,
    'it.password': password,
    'it.password.encrypted': cipher.encryptAndDecorate(password, master),
    'it.password.braces': braces,
    'it.credential': credential,
    'it.credentialFile': credentialFile,
    'it.token.expired': expired,
    'it.token.signature': signature,
    'it.organization': organization,
    'it.imsUrl': apis.url(),
    'it.imsUrl.direct': apis.url().replace(postgres.host(), '127.0.0.1'),
    'it.clientSecret': clientSecret,
    'it.clientSecret.encrypted': cipher.encryptAndDecorate(clientSecret, master),
    'it.token': token,
    'it.proxy.port': proxy.port(),
    'it.proxy.password': proxyPassword,
    'it.proxy.password.encrypted': cipher.encryptAndDecorate(proxyPassword, master),
    'it.trustStore': postgres.tls().trustStoreFile(),
    'it.settingsSecurity': security,
    'it.settings': folder.resolve('settings.xml'),
].collectEntries { key, value -> [key, value as String] }
properties.each { key, value -> project.properties.setProperty(key, value) }

// The invoker could insert these into the settings too, but it does not escape < and " correctly.
def xml = { String text -> text.replaceAll('[^A-Za-z0-9]') { "&#${(int) (it as char)};" } }
Files.writeString(
    Path.of(properties['it.settings']),
    Files.readString(Path.of(project.basedir.path, 'src/it/settings.xml'))
        .replaceAll('@(it[.][A-Za-z.]+)@') { all, key -> xml(properties[key]) })

log.info("PostgreSQL with TLS listens on ${postgres.host()}:${postgres.port()}.")
