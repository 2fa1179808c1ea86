/** Servers and certificates for tests, and the search of build output for secrets. */
package io.github.qsmaven.testing;
