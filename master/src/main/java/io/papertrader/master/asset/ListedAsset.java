package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;

/** One line of the list of assets (specification 2.3.1). */
public record ListedAsset(AssetSymbol symbol, String name, String currency) {}
