package io.github.qsmaven.connection;

import io.github.qsmaven.settings.ConnectionLog;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.postgresql.shaded.com.ongres.scram.client.ScramClient;
import org.postgresql.shaded.com.ongres.scram.common.StringPreparation;

/**
 * Loads the classes that a session needs, about 1,200, while another thread reads settings and
 * files: they take a third of the time of a goal on a small database. It takes the steps of a
 * session that need no server and no file. It sends and logs nothing.
 *
 * <p>It does not compute a key for sign-in: the compiler that this would start takes more of two
 * processors than the session gains.
 */
final class SessionClasses {
  /** The classes of the driver up to the result of a statement, in the order of their use. */
  private static final String DRIVER =
      """
      PGProperty Driver util.PGPropertyUtil hostchooser.HostRequirement \
      hostchooser.HostChooserFactory core.v3.ConnectionFactoryImpl core.PGStream ssl.MakeSSL \
      core.ServerVersion core.v3.QueryExecutorImpl util.LruCache core.v3.SimpleQuery core.Parser \
      core.SqlCommandType core.NativeQuery core.CachedQuery core.Utils core.CommandCompleteParser \
      core.v3.adaptivefetch.AdaptiveFetchCache core.v3.replication.V3ReplicationProtocol \
      jdbc.TimestampUtils jdbc.PgConnection jdbc.TypeInfoCache util.PGInterval util.PGmoney \
      util.LazyCleanerImpl jdbc.PgPreparedStatement jdbc.PgResultSet""";

  private SessionClasses() {}

  /**
   * Loads them in a thread that keeps neither the goal nor the JVM from ending.
   *
   * @param log receives a failure, which a session reports if it has it too
   * @return the thread
   */
  static Thread load(ConnectionLog log) {
    Thread thread = new Thread(SessionClasses::load, "qs-load-session");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (loader, e) -> log.debug("Loading the classes of a session failed: " + e));
    thread.start();
    return thread;
  }

  private static void load() {
    // With this property, the JVM would print the message of a handshake that there is not.
    if (System.getProperty("javax.net.debug") != null) {
      return;
    }
    QuietLoggers.Time quiet = ConnectionFactory.LOGGERS.begin();
    try {
      tls();
      for (String name : DRIVER.split(" ", -1)) {
        Class.forName("org.postgresql." + name);
      }
      signIn();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      quiet.close();
    }
  }

  /** Makes the first message of a handshake, and looks up the algorithms of the others. */
  private static void tls() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new RecordingTrustManager(null)}, null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    engine.wrap(
        ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    Cipher.getInstance("AES/GCM/NoPadding");
    Mac.getInstance("HmacSHA384");
    KeyAgreement.getInstance("X25519");
    KeyAgreement.getInstance("ECDH");
    KeyFactory.getInstance("EC");
    Signature.getInstance("RSASSA-PSS");
    CertPathValidator.getInstance("PKIX");
  }

  /** Takes the first steps of the example of RFC 7677, section 3. */
  private static void signIn() throws Exception {
    ScramClient client =
        ScramClient.builder()
            .advertisedMechanisms(List.of("SCRAM-SHA-256"))
            .username("user")
            .password("pencil".toCharArray())
            .stringPreparation(StringPreparation.POSTGRESQL_PREPARATION)
            .nonceSupplier(() -> "rOprNGfwEbeRWgbNEkqO")
            .build();
    client.clientFirstMessage();
    client.serverFirstMessage(
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096");
    SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
  }
}
