/** Values of assets, as an update brings them. */
package io.papertrader.market.value;
