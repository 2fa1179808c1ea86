/**
 * Adobe's HTTPS APIs: client id and secret in, what to connect with out. The only package that
 * knows HTTP.
 */
@NullMarked
package io.github.qsmaven.platform;

import org.jspecify.annotations.NullMarked;
