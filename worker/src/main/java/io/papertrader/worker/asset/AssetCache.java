package io.papertrader.worker.asset;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.Reply;
import io.papertrader.worker.master.LinkUp;
import io.papertrader.worker.master.MasterLink;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Answers what is asked of assets from memory where it can, from the master where it must (specification 3.2.6). */
@ApplicationScoped
public class AssetCache {
    private final MasterLink master;
    private final CurrentValues current;
    private final Windows windows;

    AssetCache(MasterLink master, CurrentValues current, Windows windows) {
        this.master = master;
        this.current = current;
        this.windows = windows;
    }

    /** The answer; never fails. */
    public Future<Reply> answer(AssetRequest request, ClientAddress client) {
        return switch (request) {
            case GetAssetList all ->
                current.isWarm() ? Future.succeededFuture(new AssetList(current.all())) : master.ask(all, client);
            case GetAssetInfo info -> now(info, client, current.find(info.asset()));
            case GetAssetValueCurrent value ->
                now(value, client, current.find(value.asset()).map(AssetCache::value));
            case OfAsset window -> window(window, client);
        };
    }

    /** How many windows are kept. */
    public long size() {
        return windows.size();
    }

    private static AssetValue value(AssetInfo info) {
        return new AssetValue(info.asset().symbol(), info.value(), info.time());
    }

    private Future<Reply> now(OfAsset request, ClientAddress client, Optional<? extends Reply> known) {
        return known.isPresent() ? Future.succeededFuture(known.get()) : master.ask(request, client);
    }

    private Future<Reply> window(OfAsset request, ClientAddress client) {
        Optional<Reply> kept = windows.find(request);
        if (kept.isPresent()) {
            return Future.succeededFuture(kept.get());
        }
        long updates = windows.updates();
        return master.ask(request, client).onSuccess(reply -> windows.keep(request, reply, updates));
    }

    /** A new link: values may have moved on meanwhile. */
    void warmUp(@Observes LinkUp up) {
        master.ask(new GetAssetList(), ClientAddress.NONE).onSuccess(reply -> {
            if (reply instanceof AssetList list) {
                current.fill(list.assets());
            }
        });
    }
}
