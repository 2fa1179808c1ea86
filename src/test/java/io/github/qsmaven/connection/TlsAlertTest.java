package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsAlertTest {
  @ParameterizedTest
  @CsvSource({
    "certificate_required, CLIENT_CERTIFICATE, it requires a client certificate",
    "bad_certificate, CLIENT_CERTIFICATE, or requires one",
    "unknown_ca, CLIENT_CERTIFICATE, does not know the authority",
    "certificate_expired, CLIENT_CERTIFICATE, has expired",
    "handshake_failure, TLS_FAILED, or requires a client certificate",
    "protocol_version, TLS_FAILED, no version of TLS",
    "unrecognized_name, TLS_FAILED, does not know this host name",
    "internal_error, TLS_FAILED, TLS alert internal_error"
  })
  void isReportedAsWhatItIs(String alert, FaultKind kind, String text) {
    // The JDK's words before and since version 21.
    for (String message :
        new String[] {
          "Received fatal alert: " + alert, "(" + alert + ") Received fatal alert: " + alert
        }) {
      assertThat(NetworkFault.of(new SSLHandshakeException(message)))
          .isNotNull()
          .satisfies(fault -> assertThat(fault.kind()).isEqualTo(kind))
          .satisfies(fault -> assertThat(fault.text()).contains(text, "TLS alert " + alert));
    }
  }

  @Test
  void otherMessagesOfTlsStay() {
    assertThat(NetworkFault.of(new SSLException("Unsupported or unrecognized SSL message")))
        .isEqualTo(
            new NetworkFault(
                FaultKind.TLS_FAILED, "Unsupported or unrecognized SSL message", null));
    assertThat(NetworkFault.of(new SSLException("x", new SocketException("reset"))))
        .isEqualTo(new NetworkFault(FaultKind.CONNECTION_LOST, "reset", null));
  }
}
