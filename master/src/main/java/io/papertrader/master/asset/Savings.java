package io.papertrader.master.asset;

/**
 * Questions that a class of live values did without, since nobody wants some of its assets.
 *
 * @param listed its assets
 * @param retrieved those of them that the last update asked for
 * @param calls the calls that were not made since the start
 * @param assets the assets that were not asked for since the start, one an update
 */
public record Savings(AssetClass ofClass, int listed, int retrieved, long calls, long assets) {}
