package io.papertrader.master.trade;

import io.papertrader.master.session.AccountId;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Balances and holdings of some accounts while their rows are locked: read once, changed in memory in order, written
 * once.
 */
final class Books {
    private final Map<AccountId, Funds> funds = new HashMap<>();
    private final Map<Place, Position> positions = new HashMap<>();
    private final Set<AccountId> changedFunds = new HashSet<>();
    private final Set<Place> changedPositions = new HashSet<>();

    /** Where a position stands. */
    record Place(AccountId account, AssetSymbol symbol) {}

    void loaded(AccountId account, Funds stored) {
        funds.put(account, stored);
    }

    void loaded(Place place, Position stored) {
        positions.put(place, stored);
    }

    Funds funds(AccountId account) {
        return funds.get(account);
    }

    Position position(Place place) {
        return positions.getOrDefault(place, Position.NONE);
    }

    void put(AccountId account, Funds changed) {
        funds.put(account, changed);
        changedFunds.add(account);
    }

    void put(Place place, Position changed) {
        positions.put(place, changed);
        changedPositions.add(place);
    }

    Set<AccountId> changedFunds() {
        return changedFunds;
    }

    Set<Place> changedPositions() {
        return changedPositions;
    }
}
