package io.papertrader.worker.asset;

import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetMatches;
import io.papertrader.codec.message.AssetReply.AssetMatches.Match;
import io.papertrader.codec.message.AssetRequest.SearchAssets;
import io.papertrader.codec.message.Instruction;
import io.papertrader.node.search.AssetIndex;
import io.papertrader.vocabulary.AssetSymbol;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Looks for assets by what they are called. Its index is made anew, beside the event loops, when there are other
 * assets: the one before answers until then, and the master before there is any.
 */
@Singleton
public class AssetSearch {
    private static final long NEVER = -1;

    private final Vertx vertx;
    private final CurrentValues current;
    private volatile Optional<AssetIndex> index = Optional.empty();

    /** The assets that the index is made of, or is being made of. Belongs to the link's event loop. */
    private long indexed = NEVER;

    AssetSearch(Vertx vertx, CurrentValues current) {
        this.vertx = vertx;
        this.current = current;
    }

    /** Values have been told: there may be other assets. */
    void look() {
        long changes = current.listChanges();
        if (current.isWarm() && changes != indexed) {
            indexed = changes;
            List<AssetInfo> assets = current.all();
            vertx.executeBlocking(() -> index(assets)).onSuccess(made -> index = Optional.of(made));
        }
    }

    private static AssetIndex index(List<AssetInfo> assets) {
        return new AssetIndex(assets.stream()
                .map(info -> new Match(info.asset().symbol(), info.name(), info.currency()))
                .toList());
    }

    /** The answer to a search, where there is an index. */
    public Optional<byte[]> find(SearchAssets request) {
        return index.map(made ->
                Encoded.answer(Instruction.SEARCH_ASSETS, new AssetMatches(made.search(request.text(), any -> true))));
    }

    /** Says that there is no value of an asset, and what was probably meant. */
    public String withoutValue(AssetSymbol unknown) {
        return "There is no value of " + unknown
                + index.map(made -> made.meant(unknown)).orElse(".");
    }
}
