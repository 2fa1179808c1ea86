package io.github.qsmaven.contract;

import io.github.qsmaven.files.BaseFolder;
import java.io.IOException;
import java.util.List;

/** A file of expected tables with any bytes: in the short form, and as names. */
public final class ShortFormFuzzer {
  private static final String NAME = "tables.txt";
  private static final FuzzedFile TABLES = new FuzzedFile(NAME);

  private ShortFormFuzzer() {}

  /** For Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    TABLES.with(input, folder -> new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(), NAME));
    TABLES.with(input, folder -> new ExpectedTablesReader(new BaseFolder(folder), true).read(List.of(), NAME));
  }
}
