/** What a worker's port gives its clients: reads a second, delays, memory, and what one client's worst is to the others. */
package io.papertrader.bench.edge;
