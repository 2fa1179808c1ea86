package io.github.qsmaven.docs;

import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checks excerpts of YAML and JSON; those that the plugin reads, with its own readers. */
final class DataExcerpts {
  /** Keys of which each begins a contract, or a part of one, or a file of dbt. */
  private static final List<String> OF_CONTRACT = List.of("apiVersion", "schema", "sources");

  private static final String HEAD =
      "apiVersion: v3.2.0\nkind: DataContract\nid: shop\nversion: 1.0.0\nstatus: active\n";

  private final Path folder;

  /**
   * @param folder an empty folder, for the files that the readers read
   */
  DataExcerpts(Path folder) {
    this.folder = folder;
  }

  /** What is wrong with some JSON. */
  static Optional<String> problemOfJson(String text) {
    try {
      new JsonMapper().readTree(text);
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of("is not valid JSON: " + e.getOriginalMessage());
    }
  }

  /** What is wrong with some YAML. */
  Optional<String> problemOfYaml(String text) throws IOException {
    Object content;
    try {
      content = new Load(LoadSettings.builder().build()).loadFromString(text);
    } catch (YamlEngineException e) {
      return Optional.of("is not valid YAML: " + e.getMessage());
    }
    try {
      if (content instanceof Map<?, ?> map && OF_CONTRACT.stream().anyMatch(map::containsKey)) {
        Files.writeString(
            folder.resolve("excerpt.odcs.yaml"),
            (map.containsKey("schema") && !map.containsKey("apiVersion") ? HEAD : "") + text);
        new Contracts(new BaseFolder(folder)).read(List.of("excerpt.odcs.yaml"));
      } else if (content instanceof List<?> list
          && !list.isEmpty()
          && list.get(0) instanceof Map<?, ?> first
          && first.containsKey("code")) {
        Files.writeString(folder.resolve("accept.yaml"), text);
        new AcceptFile(new BaseFolder(folder), "accept.yaml").read();
      }
      return Optional.empty();
    } catch (CannotCheckException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
