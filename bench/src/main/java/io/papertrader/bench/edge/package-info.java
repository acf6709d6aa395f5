/**
 * The figures of a worker's port: reads a second, delays, memory, and the harm that one client's worst does to the
 * others.
 */
package io.papertrader.bench.edge;
