package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Overrides;
import io.github.qsmaven.settings.ServerEntry;
import io.github.qsmaven.settings.TargetResolver;
import io.github.qsmaven.settings.Timeouts;

/** Where a goal takes its target from, piece by piece. */
public interface TargetSource {
  /**
   * Looks for the server entry.
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
   * Gets what the entry itself does not hold: of one that names an OAuth client all that Adobe's
   * APIs tell, of others nothing.
   *
   * @param entry the entry
   * @param log hears of attempts
   * @return the entry as one with a password
   * @throws CannotCheckException if the APIs cannot be asked or refuse
   */
  ServerEntry complete(ServerEntry entry, ConnectionLog log) throws CannotCheckException;

  /**
   * The parameters that win over the entry.
   *
   * @return them
   */
  Overrides overrides();

  /**
   * How long to wait.
   *
   * @return the times
   * @throws CannotCheckException if one is none
   */
  Timeouts timeouts() throws CannotCheckException;

  /**
   * What makes a target of all that.
   *
   * @param log hears what is wrong, but no reason to stop
   */
  TargetResolver resolver(ConnectionLog log);
}
