package io.papertrader.master.asset;

import io.papertrader.vocabulary.AssetSymbol;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/** The time zone of each asset's market, in which its days and months begin. */
@ApplicationScoped
class MarketZones {
    private final Map<AssetSymbol, ZoneId> zones;

    @Inject
    MarketZones(ListOfAssets list, AssetProvider provider) {
        this(list.all().stream().collect(Collectors.toMap(ListedAsset::symbol, provider::zone)));
    }

    MarketZones(Map<AssetSymbol, ZoneId> zones) {
        this.zones = Map.copyOf(zones);
    }

    /** The zone of an asset's market; UTC where the asset is not listed any more. */
    ZoneId of(AssetSymbol symbol) {
        return zones.getOrDefault(symbol, ZoneOffset.UTC);
    }

    /** The zone of every asset that is listed. */
    Map<AssetSymbol, ZoneId> all() {
        return zones;
    }

    /** Its name in Postgres. */
    static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }
}
