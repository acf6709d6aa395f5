package io.papertrader.vocabulary;

/** A portfolio's number: the key of all that is held. It says nothing of its owner. */
public record PortfolioId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
