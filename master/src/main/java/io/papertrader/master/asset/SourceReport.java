package io.papertrader.master.asset;

import java.util.List;

/**
 * The state of the sources of values: providers in order, what each class saved, assets that have trouble, and rows
 * that were refused.
 */
public record SourceReport(
        List<ProviderStatus> providers, List<Savings> savings, List<AssetTrouble> troubles, List<RefusedRow> refused) {
    /** That of a source without providers. */
    public static SourceReport of(List<RefusedRow> refused) {
        return new SourceReport(List.of(), List.of(), List.of(), refused);
    }

    public SourceReport {
        providers = List.copyOf(providers);
        savings = List.copyOf(savings);
        troubles = List.copyOf(troubles);
        refused = List.copyOf(refused);
    }
}
