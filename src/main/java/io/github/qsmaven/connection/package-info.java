/**
 * From a target to a session, and what the faults on that way mean. The only package that depends
 * on pgjdbc.
 */
@NullMarked
package io.github.qsmaven.connection;

import org.jspecify.annotations.NullMarked;
