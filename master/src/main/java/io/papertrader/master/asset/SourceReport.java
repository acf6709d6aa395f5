package io.papertrader.master.asset;

import java.util.List;

/** The state of the sources of values: providers in order, what each class saved, and assets that have trouble. */
public record SourceReport(List<ProviderStatus> providers, List<Savings> savings, List<AssetTrouble> troubles) {
    /** A source without providers. */
    public static final SourceReport NOTHING = new SourceReport(List.of(), List.of(), List.of());

    public SourceReport {
        providers = List.copyOf(providers);
        savings = List.copyOf(savings);
        troubles = List.copyOf(troubles);
    }
}
