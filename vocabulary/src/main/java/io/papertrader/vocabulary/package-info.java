/**
 * The words that the wire and the market share: amounts, symbols, sides and ids. They check their own bounds, know no
 * I/O, and depend on nothing but the JDK.
 */
package io.papertrader.vocabulary;
