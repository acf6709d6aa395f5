/** What makes executables smaller; it takes part in their making, and in nothing that runs. */
@NullMarked
package io.papertrader.node.image;

import org.jspecify.annotations.NullMarked;
