/** The goals. The only package that depends on Maven: parameters in, outcome out. */
@NullMarked
package io.github.qsmaven.maven;

import org.jspecify.annotations.NullMarked;
