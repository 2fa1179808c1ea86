/** The lock file: what a project relies on of a schema, committed. Opens no connection. */
@NullMarked
package io.github.qsmaven.lock;

import org.jspecify.annotations.NullMarked;
