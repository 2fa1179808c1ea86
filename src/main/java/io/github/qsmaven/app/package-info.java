/** One use case a class: request in, result out. Wires the other packages; knows no Maven. */
@NullMarked
package io.github.qsmaven.app;

import org.jspecify.annotations.NullMarked;
