package io.papertrader.cli.session;

import java.net.URI;

/** Opens a page for whoever sits at this machine. */
@FunctionalInterface
public interface Browser {
    /** Tries to show the page; false where there is nothing to show it with. */
    boolean open(URI page);
}
