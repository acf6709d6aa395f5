package io.papertrader.cli.watch;

import io.papertrader.cli.asset.SourceLines;
import io.papertrader.cli.trade.ActionLine;
import io.papertrader.cli.trade.TransactionLine;
import io.papertrader.cli.view.LiveArea;
import io.papertrader.cli.view.PlainText;
import io.papertrader.cli.view.Screen;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.AssetReply.AssetInfo;
import io.papertrader.codec.message.PortfolioAction;
import io.papertrader.codec.message.Transaction;
import io.papertrader.codec.message.WorkerAddress;
import java.util.ArrayList;
import java.util.List;

/** A table that is written over in place; transactions stay above it. */
final class LiveView implements WatchView {
    private final Screen screen;
    private final String source;
    private final LiveArea area;
    private final List<String> settled = new ArrayList<>();
    private List<String> table = List.of();

    LiveView(Screen screen, String source) {
        this.screen = screen;
        this.source = source;
        this.area = new LiveArea(screen);
    }

    @Override
    public void values(Watchlist all, List<AssetInfo> changed) {
        table = new ArrayList<>(
                fitting(all.table(screen.isUnicode()).lines(screen.paint(), screen.columns()), screen.rows() - 2));
        table.add(SourceLines.of(source, screen.paint()));
        draw();
    }

    private void draw() {
        if (!settled.isEmpty()) {
            area.keep(settled);
            settled.clear();
        }
        area.show(table);
    }

    /** More lines than the screen has would scroll at each look. */
    private static List<String> fitting(List<String> lines, int rows) {
        if (lines.size() <= rows) {
            return lines;
        }
        int shown = Math.max(1, rows - 1);
        List<String> fitting = new ArrayList<>(lines.subList(0, shown));
        fitting.add("... and " + (lines.size() - shown) + " more; name those that you want to see.");
        return fitting;
    }

    @Override
    public void settled(Transaction transaction) {
        settled.add(TransactionLine.of(transaction, screen.paint()));
    }

    @Override
    public void acted(PortfolioAction action) {
        settled.add(ActionLine.of(action, screen.paint()));
    }

    @Override
    public void trouble(String reason) {
        area.show(List.of(screen.paint().apply(Tone.LOSS, PlainText.of(reason)), "Trying again ..."));
    }

    /** The table takes the trouble's place at the next look. */
    @Override
    public void regained(WorkerAddress worker) {
        area.show(List.of("Connected to " + worker + "."));
    }

    @Override
    public void missed(String what) {
        settled.add(screen.paint().apply(Tone.LOSS, PlainText.of(what)));
    }

    @Override
    public void close() {
        try {
            // The last of them came behind the last look.
            if (!settled.isEmpty()) {
                draw();
            }
        } finally {
            area.close();
        }
    }
}
