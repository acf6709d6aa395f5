/** Durable orders from client to Postgres and back, beside a Postgres of the same program. */
package io.papertrader.bench.orders;
