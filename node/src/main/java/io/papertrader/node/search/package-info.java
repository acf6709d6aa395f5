/**
 * The list of assets as people look into it: by any spelling of a symbol, by words of a name, and by what they
 * mistyped.
 */
@NullMarked
package io.papertrader.node.search;

import org.jspecify.annotations.NullMarked;
