package io.papertrader.master.admin;

import io.papertrader.codec.message.MarketReply.TradingHours;
import io.papertrader.master.asset.AssetTrouble;
import io.papertrader.master.asset.ProviderStatus;
import io.papertrader.master.asset.RefusedRow;
import io.papertrader.master.asset.Savings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sources of values as the operator sees them. */
final class SourceView {
    private SourceView() {}

    /** A provider of live values. */
    public record Provider(
            String assets,
            String name,
            boolean serving,
            @Nullable Instant since,
            int failures,
            String lastFailure,
            int used,
            int budget) {
        static Provider of(ProviderStatus status) {
            return new Provider(
                    status.ofClass().word(),
                    status.name(),
                    status.isServing(),
                    status.since().orElse(null),
                    status.failures(),
                    status.lastFailure(),
                    status.used(),
                    status.budget());
        }
    }

    /** The hours at which assets are traded; those of a market that never closes say no more. */
    public record Hours(
            String calendar,
            boolean open,
            @Nullable Instant opens,
            @Nullable Instant closes) {
        static Hours of(TradingHours.Hours hours) {
            return new Hours(
                    hours.calendar(),
                    hours.isOpen(),
                    hours.opens().orElse(null),
                    hours.closes().orElse(null));
        }
    }

    /** Questions that a class of assets did without. */
    public record Saved(String assets, int listed, int retrieved, long callsSaved, long assetsLeftOut) {
        static Saved of(Savings savings) {
            return new Saved(
                    savings.ofClass().word(), savings.listed(), savings.retrieved(), savings.calls(), savings.assets());
        }
    }

    /** An asset whose values are not taken. */
    public record Trouble(String symbol, String provider, String what, Instant since) {
        static Trouble of(AssetTrouble trouble) {
            return new Trouble(trouble.symbol().value(), trouble.provider(), trouble.what(), trouble.since());
        }
    }

    /** Rows of a kind about an asset that are not taken: their number since the start, and the fault of the last. */
    public record Refused(String symbol, String source, String kind, long rows, String why, Instant at) {
        static Refused of(RefusedRow row) {
            return new Refused(row.symbol().value(), row.source(), row.kind().word(), row.rows(), row.why(), row.at());
        }
    }
}
