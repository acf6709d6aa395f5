/** Commands about accounts. */
@NullMarked
package io.papertrader.cli.account;

import org.jspecify.annotations.NullMarked;
