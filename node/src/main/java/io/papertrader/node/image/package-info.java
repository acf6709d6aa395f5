/** Changes that make executables smaller; they take part in their making, and in nothing that runs. */
@NullMarked
package io.papertrader.node.image;

import org.jspecify.annotations.NullMarked;
