/** How often strangers may try something, so that who tries too often waits and nobody else does. */
package io.papertrader.master.limits;
