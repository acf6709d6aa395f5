package io.papertrader.master.live;

import io.papertrader.master.asset.Sample;
import io.papertrader.vocabulary.AssetSymbol;
import java.time.DateTimeException;
import java.util.Optional;
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
        return ofAny(symbol, () -> Optional.of(read.get())).orElseThrow();
    }

    /** The same of what may be about no value at all, as a bar of a day without trading. */
    private static Optional<Reading> ofAny(AssetSymbol symbol, Supplier<Optional<Sample>> read) {
        try {
            return read.get().map(Value::new);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException bad) {
            return Optional.of(new Nonsense(symbol, String.valueOf(bad.getMessage())));
        }
    }

    /** A bar that is read, if it is about a value at all; why it is none is said with its time, if that can be read. */
    static Optional<Reading> ofBar(AssetSymbol symbol, Supplier<?> time, Supplier<Optional<Sample>> read) {
        return ofAny(symbol, read).map(reading -> switch (reading) {
            case Value value -> value;
            case Nonsense(var _, String reason) -> new Nonsense(symbol, at(time) + reason);
        });
    }

    private static String at(Supplier<?> time) {
        try {
            return time.get() + ": ";
        } catch (IllegalArgumentException | DateTimeException unknown) {
            return "";
        }
    }
}
