/**
 * The settings of a connection: from a server entry, its login and the parameters of a goal to a
 * {@link io.github.qsmaven.settings.Target}. Depends neither on the driver nor on the network.
 */
@NullMarked
package io.github.qsmaven.settings;

import org.jspecify.annotations.NullMarked;
