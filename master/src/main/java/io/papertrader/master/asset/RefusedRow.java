package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;

/**
 * Rows of one kind about one asset by one source that are not taken.
 *
 * @param source the provider, or the file of a recording
 * @param rows how many they are since the start
 * @param why what is wrong with the last of them, for people
 * @param at when the last of them was refused
 */
public record RefusedRow(AssetSymbol symbol, String source, Kind kind, long rows, String why, Instant at) {
    /** The matter that rows tell of. */
    public enum Kind {
        /** Bars of the past, and recorded ones. */
        BARS("bars"),

        /** Corporate actions. */
        ACTIONS("actions");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in answers. */
        public String word() {
            return word;
        }
    }
}
