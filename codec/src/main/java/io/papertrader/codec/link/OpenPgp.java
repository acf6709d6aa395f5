package io.papertrader.codec.link;

import org.bouncycastle.openpgp.api.OpenPGPImplementation;
import org.bouncycastle.openpgp.api.bc.BcOpenPGPImplementation;

/**
 * BouncyCastle's lightweight OpenPGP, with its policy of which algorithms are strong enough. One for all, made once (in
 * a native image when that is built): its policy reads dates as text, for which Java first loads the names of every
 * time zone.
 */
final class OpenPgp {
    static final OpenPGPImplementation IMPLEMENTATION = new BcOpenPGPImplementation();

    private OpenPgp() {}
}
