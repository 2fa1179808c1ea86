package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.TargetResolver;

/** Finds and reads the server entry of a goal, and resolves its target. */
public interface TargetSource {
  /**
   * Finds the server entry.
   *
   * @return its id
   * @throws CannotCheckException if there is none
   */
  String findEntry() throws CannotCheckException;

  /**
   * Reads the server entry.
   *
   * @return the entry, decrypted
   * @throws CannotCheckException if it cannot be decrypted or read
   */
  ServerEntry readEntry() throws CannotCheckException;

  /**
   * Resolves the entry to a target.
   *
   * @param log receives warnings, requests and retries
   */
  TargetResolver resolver(ConnectionLog log);

  /** Removes the secrets of the entry, if it was read, from a text. */
  default String redact(String text) {
    return text;
  }
}
