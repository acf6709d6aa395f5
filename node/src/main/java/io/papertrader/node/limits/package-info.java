/** Buckets of tries, which both servers count in. */
package io.papertrader.node.limits;
