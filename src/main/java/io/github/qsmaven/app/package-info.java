/**
 * The use cases, each in a class of its own. Connects the other packages; does not depend on Maven.
 */
@NullMarked
package io.github.qsmaven.app;

import org.jspecify.annotations.NullMarked;
