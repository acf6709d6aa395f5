/** The cost of the rules of money by themselves: orders placed, cancelled and cleared in memory. */
package io.papertrader.bench.market;
