/** Commands about assets and their values. */
@NullMarked
package io.papertrader.cli.asset;

import org.jspecify.annotations.NullMarked;
