package io.papertrader.master.actions;

import io.papertrader.market.Listing;
import io.papertrader.market.Rules;
import io.papertrader.market.action.Change;
import io.papertrader.market.action.CorporateAction;
import io.papertrader.master.asset.AssetBoard;
import io.papertrader.master.asset.CurrentValue;
import io.papertrader.vocabulary.AssetSymbol;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * The days to which the market has come, as actions count them: a split or a dividend by the values of its asset, so
 * that shares and value change together; another symbol or a delisting by those of any.
 */
@Singleton
class ActionDays {
    private final AssetBoard board;
    private final Rules rules;

    ActionDays(AssetBoard board, Rules rules) {
        this.board = board;
        this.rules = rules;
    }

    /** The day of the latest value that counts for an action of a listed asset; none before the first. */
    Optional<LocalDate> latest(CorporateAction action) {
        Optional<Instant> time =
                isWithItsAsset(action) ? board.find(action.symbol()).map(CurrentValue::time) : board.latestTime();
        return time.map(at -> date(action.symbol(), at));
    }

    /** True where it comes with a value of its own asset. */
    static boolean isWithItsAsset(CorporateAction action) {
        return switch (action.change()) {
            case Change.Split _, Change.Dividend _ -> true;
            case Change.Renaming _, Change.Delisting _ -> false;
        };
    }

    /** The date of a moment in the market time of a listed asset. */
    LocalDate date(AssetSymbol symbol, Instant at) {
        Listing listing = Objects.requireNonNull(rules.listed().get(symbol));
        return listing.hours().date(at);
    }
}
