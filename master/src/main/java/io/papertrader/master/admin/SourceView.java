package io.papertrader.master.admin;

import io.papertrader.master.asset.AssetTrouble;
import io.papertrader.master.asset.ProviderStatus;
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

    /** An asset whose values are not taken. */
    public record Trouble(String symbol, String provider, String what, Instant since) {
        static Trouble of(AssetTrouble trouble) {
            return new Trouble(trouble.symbol().value(), trouble.provider(), trouble.what(), trouble.since());
        }
    }
}
