package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;

/**
 * Rows about one asset by one source that are not taken.
 *
 * @param source the provider, or the file of a recording
 * @param rows how many they are since the start
 * @param why what is wrong with the last of them, for people
 * @param at when the last of them was refused
 */
public record RefusedRow(AssetSymbol symbol, String source, long rows, String why, Instant at) {}
