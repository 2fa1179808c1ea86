package io.github.qsmaven.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares the servers that contracts name with the one that is checked. A contract is about the
 * database if one of its servers is, or may be.
 *
 * @param actual the server that is checked
 */
record DatabaseCheck(Server actual) {
  private static final int MOST_SHOWN = 3;

  /** Systems that are PostgreSQL, look like it, or may be any. */
  private static final Set<String> COMPARABLE =
      Set.of("", "postgres", "postgresql", "cloudsql", "redshift", "custom");

  /** Systems that hold no tables to check. */
  private static final Set<String> NO_DATABASES =
      Set.of("api", "azure", "iceberg", "kafka", "kinesis", "local", "pubsub", "s3", "sftp");

  /** The standard has no placeholders before 3.2; tools have many. */
  private static final Pattern PLACEHOLDER = Pattern.compile("[${}<>%]");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

  /** Query Service answers on both (Adobe's documentation, "Connect to Query Service"). */
  private static final Set<String> PORTS_OF_QUERY_SERVICE = Set.of("80", "5432");

  /**
   * Reports each contract none of whose servers is the one that is checked.
   *
   * @param declared the servers of all contracts
   * @param collector collects the findings
   */
  void check(List<DeclaredServer> declared, FindingCollector collector) {
    Map<String, List<DeclaredServer>> byFile =
        declared.stream()
            .filter(server -> !NO_DATABASES.contains(type(server)))
            .collect(groupingBy(server -> server.at().file(), LinkedHashMap::new, toList()));
    byFile.forEach(
        (file, servers) -> {
          if (servers.stream().noneMatch(this::mayBeActual)) {
            report(file, servers, collector);
          }
        });
  }

  private void report(String file, List<DeclaredServer> servers, FindingCollector collector) {
    String named =
        servers.stream().limit(MOST_SHOWN).map(DatabaseCheck::shown).collect(joining("; or "))
            + (servers.size() > MOST_SHOWN ? "; ..." : "");
    collector.report(
        FindingCode.OTHER_DATABASE,
        new Checked(file, null, servers.get(0).at()),
        named,
        actual.address() + " database " + actual.database());
  }

  private static String type(DeclaredServer server) {
    return server.type().strip().toLowerCase(Locale.ROOT);
  }

  private static String shown(DeclaredServer server) {
    String host = server.host();
    String database = server.database();
    String address =
        Stream.of(host == null ? null : withoutLogin(host), server.port())
            .filter(Objects::nonNull)
            .collect(joining(":"));
    return Stream.of(
            server.type(),
            address,
            database == null ? "" : "database " + withoutLogin(database(database)))
        .filter(part -> !part.isEmpty())
        .collect(joining(" "));
  }

  /** Some write an address with a user and a password, which no report may show. */
  private static String withoutLogin(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private boolean mayBeActual(DeclaredServer server) {
    return COMPARABLE.contains(type(server))
        && mayBe(server.host(), host -> host(host).equals(host(actual.host())))
        && mayBe(server.port(), this::isPort)
        && mayBe(server.database(), name -> database(name).equals(database(actual.database())));
  }

  /** A value that is not given, or that stands for one that is not known, may be any. */
  private static boolean mayBe(@Nullable String value, Predicate<String> test) {
    return value == null
        || value.isBlank()
        || PLACEHOLDER.matcher(value).find()
        || test.test(value.strip());
  }

  private boolean isPort(String port) {
    String there = Integer.toString(actual.port());
    return port.equals(there)
        || (PORTS_OF_QUERY_SERVICE.contains(port) && PORTS_OF_QUERY_SERVICE.contains(there));
  }

  private static String host(String name) {
    String host = withoutLogin(name).toLowerCase(Locale.ROOT);
    String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    return LOOPBACK.contains(plain) ? "localhost" : plain;
  }

  /** Without options of Query Service: {@code prod:all} of {@code prod:all?FLATTEN}. */
  private static String database(String name) {
    int options = name.indexOf('?');
    return options < 0 ? name : name.substring(0, options);
  }
}
