package io.github.qsmaven.contract;

import io.github.qsmaven.files.BaseFolder;
import java.io.IOException;
import java.util.List;

/** A contract, and a file of accepted findings, with any bytes. */
public final class YamlFuzzer {
  private static final FuzzedFile CONTRACT = new FuzzedFile("a.odcs.yaml");
  private static final FuzzedFile ACCEPTED = new FuzzedFile("accept.yaml");

  private YamlFuzzer() {}

  /** For Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    CONTRACT.with(input, folder -> new Contracts(new BaseFolder(folder)).read(List.of("a.odcs.yaml")));
    ACCEPTED.with(input, folder -> new AcceptFile(new BaseFolder(folder), "accept.yaml").read());
  }
}
