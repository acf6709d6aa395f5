/** Limits on the tries of strangers: one who tries too often waits, and nobody else does. */
package io.papertrader.master.limits;
