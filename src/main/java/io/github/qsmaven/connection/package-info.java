/**
 * From a server entry and its overrides to a JDBC URL and a session, and what the faults on that
 * way mean. The only package that knows pgjdbc.
 */
@NullMarked
package io.github.qsmaven.connection;

import org.jspecify.annotations.NullMarked;
