package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.time.Instant;

/**
 * Bars of one asset by one source that are not taken.
 *
 * @param source the provider, or the file of a recording
 * @param bars how many they are since the start
 * @param why what is wrong with the last of them, for people
 * @param at when the last of them was refused
 */
public record RefusedBar(AssetSymbol symbol, String source, long bars, String why, Instant at) {}
