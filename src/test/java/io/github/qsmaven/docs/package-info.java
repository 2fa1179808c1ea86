/** Tests of the documentation: its links, and the excerpts that readers copy. */
package io.github.qsmaven.docs;
