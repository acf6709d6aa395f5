/** What the rules of money cost by themselves: orders placed, cancelled and cleared in memory. */
package io.papertrader.bench.market;
