package io.papertrader.master.live;

import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.util.function.Supplier;

/** The words of a provider about one asset. */
public sealed interface Reading {
    /** The asset that they are about. */
    AssetSymbol symbol();

    /** A value, which may still be doubted. */
    record Value(Sample sample) implements Reading {
        @Override
        public AssetSymbol symbol() {
            return sample.asset().symbol();
        }
    }

    /** No value, for this reason. */
    record Nonsense(AssetSymbol symbol, String reason) implements Reading {}

    /** The value that is read, or why there is none: one asset's trouble is never another's. */
    static Reading of(AssetSymbol symbol, Supplier<Sample> read) {
        try {
            return new Value(read.get());
        } catch (IllegalArgumentException | ArithmeticException bad) {
            return new Nonsense(symbol, String.valueOf(bad.getMessage()));
        }
    }
}
