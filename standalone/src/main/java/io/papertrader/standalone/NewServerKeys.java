package io.papertrader.standalone;

import io.papertrader.node.keys.KeyFolder;
import io.papertrader.node.keys.KeyFolderException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Makes the OpenPGP keys of a server before its first start: master and worker need each other's public one. */
final class NewServerKeys {

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.system();

    /** Returns the public key, as text. */
    String openOrCreate(Path folder, String owner) throws StartFault {
        try {
            return new KeyFolder(folder, random, clock)
                    .openOrCreate(owner)
                    .publicKey()
                    .armored();
        } catch (KeyFolderException e) {
            throw new StartFault(String.valueOf(e.getMessage()), e);
        }
    }
}
