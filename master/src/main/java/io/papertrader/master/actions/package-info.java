/** Corporate actions: their sources, and the time at which they are brought to the market. */
@NullMarked
package io.papertrader.master.actions;

import org.jspecify.annotations.NullMarked;
