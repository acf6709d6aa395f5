package io.papertrader.master.replay;

import io.papertrader.market.calendar.TradingCalendar;
import io.papertrader.master.asset.Calendars;
import io.papertrader.master.asset.ListOfAssets;
import io.papertrader.master.asset.ListedAsset;
import io.papertrader.master.asset.RefusedRows;
import io.papertrader.node.StartRefusal;
import io.papertrader.vocabulary.AssetSymbol;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The recorded values of the listed assets, of the operator's folder or of those that ship. */
final class Recordings {
    private final ListOfAssets list;
    private final Calendars calendars;
    private final TradingCalendar usual;
    private final LeftOutRows leftOut;

    Recordings(ListOfAssets list, ReplayConfig config, Calendars calendars, RefusedRows refused) {
        this.list = list;
        this.calendars = calendars;
        this.usual = calendars.named(config.calendar(), "PAPERTRADER_REPLAY_CALENDAR");
        this.leftOut = new LeftOutRows(refused);
    }

    /** The values of each asset that has any; with a folder those in it alone. */
    List<Track> tracks(Optional<Path> folder) {
        Stream<Track> tracks = folder.map(this::own).orElseGet(this::shipped);
        List<Track> found = tracks.toList();
        if (found.isEmpty()) {
            throw StartRefusal.because("No asset of the list has recorded values to replay: name assets that have"
                    + " (PAPERTRADER_ASSET_LIST), or a folder with values of these (PAPERTRADER_REPLAY_FOLDER).");
        }
        return found;
    }

    private Stream<Track> own(Path folder) {
        Collection<RecordedAsset> read = RecordedFolder.read(folder, this::listed, leftOut);
        return read.stream().filter(RecordedAsset::hasAny).map(RecordedAsset::track);
    }

    private Optional<RecordedFolder.Listed> listed(AssetSymbol symbol) {
        return list.find(symbol).map(asset -> new RecordedFolder.Listed(asset.symbol(), hours(asset)));
    }

    private Stream<Track> shipped() {
        return list.all().stream()
                .flatMap(asset -> Recording.shipped(asset.symbol())
                        .map(recording -> new Track(recording, Optional.empty(), hours(asset), date -> false))
                        .stream());
    }

    /** The hours of an asset's class; of one without, those of the setting. */
    TradingCalendar hours(ListedAsset asset) {
        return asset.ofClass().map(calendars::of).orElse(usual);
    }
}
