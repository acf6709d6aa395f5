/** What makes executables smaller; it takes part in their making, and in nothing that runs. */
package io.papertrader.node.image;
