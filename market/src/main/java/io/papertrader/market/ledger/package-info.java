/** Double entry: where money and assets lie, what moves them, what a trade costs. */
package io.papertrader.market.ledger;
