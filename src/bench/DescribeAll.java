import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Describes the statements of files, one a line, with the bare driver: one round trip each. */
final class DescribeAll {
  private DescribeAll() {}

  /** Arguments: database, port, folder. Prints: statements, rejected ones, ms without connecting. */
  public static void main(String[] args) throws Exception {
    List<String> statements = new ArrayList<>();
    try (var files = Files.list(Path.of(args[2]))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
          statements.add(line.substring(0, line.lastIndexOf(';')));
        }
      }
    }
    Properties properties = new Properties();
    properties.setProperty("user", System.getenv("PERF_USER"));
    properties.setProperty("password", System.getenv("PERF_PASSWORD"));
    properties.setProperty("sslmode", "verify-full");
    properties.setProperty("sslrootcert", System.getenv("CERT_DIR") + "/server.crt");
    properties.setProperty("prepareThreshold", "0");
    String url = "jdbc:postgresql://" + System.getenv("PERF_HOST") + ":" + args[1] + "/" + args[0];
    int rejected = 0;
    try (Connection connection = DriverManager.getConnection(url, properties)) {
      long start = System.nanoTime();
      for (String sql : statements) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
          statement.getMetaData();
        } catch (SQLException e) {
          rejected++;
        }
      }
      System.out.printf(
          "%d %d %d%n", statements.size(), rejected, (System.nanoTime() - start) / 1_000_000);
    }
  }
}
