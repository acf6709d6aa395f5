package io.papertrader.worker.asset;

import io.papertrader.codec.link.ClientAddress;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.AssetReply.AssetListPage;
import io.papertrader.codec.message.AssetRequest.GetAssetListPage;
import io.papertrader.codec.message.AssetRequest.OfAsset;
import io.papertrader.codec.message.Cursor;
import io.papertrader.codec.message.Instruction;
import io.papertrader.codec.message.Reply;
import io.papertrader.vocabulary.AssetSymbol;
import io.papertrader.worker.master.Answer;
import io.papertrader.worker.master.Asker;
import io.papertrader.worker.master.Relay;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** Answers what is asked of assets from memory where it can (specification 3.2.6). */
@Singleton
public class AssetCache {
    private static final long RETRY_MILLIS = 500;

    private final Vertx vertx;
    private final Relay relay;
    private final CurrentValues current;
    private final Windows windows;
    private final AssetSearch search;
    private final Interests interests;
    private final Asker asker = Asker.member();

    AssetCache(
            Vertx vertx, Relay relay, CurrentValues current, Windows windows, AssetSearch search, Interests interests) {
        this.vertx = vertx;
        this.relay = relay;
        this.current = current;
        this.windows = windows;
        this.search = search;
        this.interests = interests;
    }

    /** The answer to this request, all its frames, where it is in memory; by the bytes of the request as they came. */
    public Optional<byte[]> find(Instruction instruction, Buffer arguments) {
        if (current.isStale()) {
            return windows.findPast(instruction, text(arguments));
        }
        return switch (instruction) {
            case GET_ASSET_VALUE_CURRENT -> current.value(text(arguments));
            case GET_ASSET_INFO -> current.details(text(arguments));
            case GET_ASSET_LIST -> current.list();
            case GET_ASSET_LIST_PAGE -> current.page(text(arguments));
            default -> windows.find(instruction, text(arguments));
        };
    }

    /** The same for a request that names its asset in another spelling than the list's. */
    public Optional<byte[]> find(Instruction instruction, OfAsset request) {
        String symbol = current.spelling(request.asset()).value();
        return switch (instruction) {
            case GET_ASSET_VALUE_CURRENT -> current.value(symbol);
            case GET_ASSET_INFO -> current.details(symbol);
            default -> Optional.empty();
        };
    }

    /**
     * The reason for which this is not answered, where it asks for current values and there are none that may be called
     * so.
     */
    public Optional<String> staleness(Instruction instruction) {
        return switch (instruction) {
            case GET_ASSET_VALUE_CURRENT, GET_ASSET_INFO, GET_ASSET_LIST, GET_ASSET_LIST_PAGE -> current.staleness();
            default -> Optional.empty();
        };
    }

    /** Keeps the answer that is handed on here, where it is one that is worth it. */
    public Answer keeping(OfAsset request, Instruction instruction, Buffer arguments, Answer next) {
        long updates = windows.updates();
        Buffer whole = Buffer.buffer();
        return new Answer() {
            @Override
            public void frame(Buffer frame, boolean isLast) {
                whole.appendBuffer(frame);
                if (isLast && isData(whole)) {
                    windows.keep(request, instruction, text(arguments), whole.getBytes(), updates);
                }
                next.frame(frame, isLast);
            }

            @Override
            public void broken() {
                next.broken();
            }
        };
    }

    /** Tells data by the code in the header's second and third byte. */
    private static boolean isData(Buffer answer) {
        return answer.getUnsignedShort(1) == Instruction.DATA.code();
    }

    /** The number of windows that are kept. */
    public long size() {
        return windows.size();
    }

    /** A new link, or a market whose time begins anew: what was told before holds no more. */
    public void warmUp() {
        windows.forget();
        interests.forgetTold();
        fill(current.beginLink(), Cursor.START);
    }

    private void fill(int link, Cursor after) {
        relay.ask(asker, new GetAssetListPage(after), ClientAddress.NONE)
                .onSuccess(reply -> filled(link, after, reply));
    }

    /** Goes on with the next page; what belongs to a link before is let go, and what was refused is asked again. */
    private void filled(int link, Cursor after, Reply reply) {
        if (!current.isLink(link)) {
            return;
        }
        if (reply instanceof AssetListPage page) {
            current.update(page.list().assets());
            page.next().ifPresentOrElse(next -> fill(link, next), this::filled);
        } else {
            vertx.setTimer(RETRY_MILLIS, tick -> fill(link, after));
        }
    }

    private void filled() {
        current.filled();
        // Windows that came meanwhile were judged by the latest values of before.
        windows.forget();
        search.look();
    }

    /** The master has called its values fresh. */
    public void confirm() {
        current.confirm();
    }

    /** An update's values, which are fresh. */
    public void update(Collection<AssetInfo> assets) {
        confirm();
        current.update(assets);
        windows.passOn();
        search.look();
    }

    /** The master knows more of the past of these now. */
    public void forgetPast(Collection<AssetSymbol> assets) {
        windows.forget(assets);
    }

    /** The bytes as text, whatever they are: those of no known spelling are in no map. */
    private static String text(Buffer arguments) {
        return new String(arguments.getBytes(), StandardCharsets.ISO_8859_1);
    }
}
