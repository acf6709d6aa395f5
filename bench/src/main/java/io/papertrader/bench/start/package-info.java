/** How long programs take from being started to their first answer, how large they are, and how much memory they take. */
package io.papertrader.bench.start;
