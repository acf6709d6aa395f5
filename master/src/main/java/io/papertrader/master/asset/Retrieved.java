package io.papertrader.master.asset;

/** The outcome of a retrieval. */
public sealed interface Retrieved {
    /** There are new values. */
    record Values(AssetUpdate update) implements Retrieved {}

    /** There is nothing new yet. */
    record Nothing() implements Retrieved {}

    /**
     * There will be nothing new any more.
     *
     * @param reason for people, and what they can do
     */
    record Over(String reason) implements Retrieved {}
}
