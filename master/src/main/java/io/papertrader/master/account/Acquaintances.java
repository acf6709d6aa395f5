package io.papertrader.master.account;

import io.papertrader.codec.message.DeviceToken;
import io.papertrader.master.limits.Place;
import io.papertrader.master.session.AccountId;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The places and the devices that an account knows, also those that it may have known for too long.
 *
 * @param account empty where there is none of the name that was tried
 * @param devices the hashes of their secrets, in hexadecimal
 */
record Acquaintances(Optional<AccountId> account, Set<String> blocks, Set<String> devices) {
    static final Acquaintances NONE = new Acquaintances(Optional.empty(), Set.of(), Set.of());

    Acquaintances {
        blocks = Set.copyOf(blocks);
        devices = Set.copyOf(devices);
    }

    /** True where the account knows neither. */
    boolean isStranger(Place place, Optional<DeviceToken> device) {
        return !blocks.contains(place.block())
                && device.map(shown -> HexFormat.of().formatHex(shown.hash()))
                        .filter(devices::contains)
                        .isEmpty();
    }
}
