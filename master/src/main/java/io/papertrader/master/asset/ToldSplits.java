package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import java.util.List;

/** The splits that somebody tells of and that are not in this master's prices, carried out or not. */
public interface ToldSplits {
    /** Those of one asset. */
    List<Split> of(AssetSymbol asset);
}
