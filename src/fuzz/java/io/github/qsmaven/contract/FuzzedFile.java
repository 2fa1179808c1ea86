package io.github.qsmaven.contract;

import io.github.qsmaven.model.CannotCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of a project with any bytes. Whoever reads it must understand it, or say why not. */
final class FuzzedFile {
  private static final int LONGEST_MESSAGE = 100_000;

  private final Path folder;
  private final String name;

  FuzzedFile(String name) {
    this.name = name;
    try {
      folder = Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads the file. */
  @FunctionalInterface
  interface Reader {
    void read(Path folder) throws CannotCheckException;
  }

  void with(byte[] content, Reader reader) throws IOException {
    Files.write(folder.resolve(name), content);
    try {
      reader.read(folder);
    } catch (CannotCheckException e) {
      String message = String.valueOf(e.getMessage());
      if (!message.contains(name) || message.length() > LONGEST_MESSAGE) {
        throw new AssertionError("Not a message for a user: " + message, e);
      }
      if (message.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
        throw new AssertionError("A control character in the message: " + message, e);
      }
    }
  }
}
