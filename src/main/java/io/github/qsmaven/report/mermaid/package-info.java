/** {@code *.mmd}: the tables as an entity relationship diagram of Mermaid. */
@NullMarked
package io.github.qsmaven.report.mermaid;

import org.jspecify.annotations.NullMarked;
