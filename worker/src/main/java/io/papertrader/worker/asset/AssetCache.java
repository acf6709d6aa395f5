package io.papertrader.worker.asset;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetList;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetReply.AssetValue;
import io.papertrader.codec.message.AssetRequest;
import io.papertrader.codec.message.AssetRequest.GetAssetInfo;
import io.papertrader.codec.message.AssetRequest.GetAssetList;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetValueCurrent;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.AssetSymbol;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.PageOf;
import io.papertrader.codec.message.Reply;
import io.papertrader.codec.wire.FailCode;
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
                current.isWarm() ? Future.succeededFuture(page(Optional.empty()).list()) : master.ask(all, client);
            case GetAssetListPage page -> listPage(page, client);
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

    private Future<Reply> listPage(GetAssetListPage request, ClientAddress client) {
        if (!current.isWarm()) {
            return master.ask(request, client);
        }
        try {
            return Future.succeededFuture(page(request.after().position().map(AssetSymbol::new)));
        } catch (IllegalArgumentException noCursor) {
            return Future.succeededFuture(Instruction.of(request)
                    .failure(FailCode.BAD_ARGUMENT, "after must be empty, or the next of the page before."));
        }
    }

    private AssetListPage page(Optional<AssetSymbol> after) {
        PageOf<AssetInfo> page = PageOf.first(
                AssetList.PAGE,
                current.behind(after, AssetList.PAGE + 1),
                info -> info.asset().symbol().value());
        return new AssetListPage(new AssetList(page.items()), page.next());
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
        warmUp(Cursor.START);
    }

    private void warmUp(Cursor after) {
        master.ask(new GetAssetListPage(after), ClientAddress.NONE).onSuccess(reply -> {
            if (reply instanceof AssetListPage page) {
                current.fill(page.list().assets());
                page.next().ifPresentOrElse(this::warmUp, current::filled);
            }
        });
    }
}
