package io.papertrader.cli.watch;

import io.papertrader.cli.trade.ActionLine;
import io.papertrader.cli.trade.TransactionLine;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Times;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkerAddress;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A line for each change, for files and programs: text, or JSON with a field {@code assetInfo}, beside it the {@code
 * source} of its value, or {@code transaction} or {@code corporateAction}.
 */
final class LineView implements WatchView {
    private final Screen screen;
    private final String source;
    private boolean isInTrouble;

    LineView(Screen screen, String source) {
        this.screen = screen;
        this.source = source;
    }

    @Override
    public void values(Watchlist all, List<AssetInfo> changed) {
        isInTrouble = false;
        changed.forEach(value -> {
            if (screen.isJson()) {
                screen.jsonLine(new JsonObject()
                        .put("assetInfo", AssetInfo.LAYOUT.toJson(value))
                        .put("source", source));
            } else {
                screen.line(Times.of(value.time()) + " " + value.asset().symbol() + " " + Figures.price(value.value())
                        + " "
                        + Figures.change(value.asset().open(), value.value()).text() + " (" + source + ")");
            }
        });
    }

    @Override
    public void settled(Transaction transaction) {
        if (screen.isJson()) {
            screen.jsonLine(new JsonObject().put("transaction", Transaction.LAYOUT.toJson(transaction)));
        } else {
            screen.line(TransactionLine.of(transaction, screen.paint()));
        }
    }

    @Override
    public void acted(PortfolioAction action) {
        if (screen.isJson()) {
            screen.jsonLine(new JsonObject().put("corporateAction", PortfolioAction.LAYOUT.toJson(action)));
        } else {
            screen.line(ActionLine.of(action, screen.paint()));
        }
    }

    @Override
    public void trouble(String reason) {
        if (!isInTrouble) {
            screen.fault("UNAVAILABLE", reason + (reason.endsWith(".") ? " " : ". ") + "Trying again ...");
            isInTrouble = true;
        }
    }

    @Override
    public void regained(WorkerAddress worker) {
        if (!screen.isJson()) {
            screen.note("Connected to " + worker + ".");
        }
    }

    @Override
    public void missed(String what) {
        screen.fault("UNAVAILABLE", what);
    }

    @Override
    public void close() {
        // Every line was complete when it was written.
    }
}
