/** The goals. The only package that knows Maven: parameters in, outcome out. */
@NullMarked
package io.github.qsmaven.maven;

import org.jspecify.annotations.NullMarked;
