package io.github.qsmaven.catalog;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingProgress implements ReadProgress {
  private final List<String> heard = new ArrayList<>();

  List<String> heard() {
    return heard;
  }

  @Override
  public void begins() {
    heard.add("begins");
  }

  @Override
  public void rows(long rows, long total) {
    heard.add(rows + " of " + total + " rows");
  }

  @Override
  public void tables(int tables, int total) {
    heard.add(tables + " of " + total + " tables");
  }
}
