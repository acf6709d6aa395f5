package io.papertrader.cli.asset;

import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.PlainText;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.AssetReply.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The source of values, said below them: nobody takes a value of the past for one of today. */
public final class SourceLines {
    private SourceLines() {}

    /** Lines about single values, with those marked that are too old to be traded on. */
    public static List<String> of(List<Quote> quotes, Paint paint) {
        List<String> lines = new ArrayList<>();
        if (!quotes.isEmpty()) {
            lines.add(of(quotes.stream().map(Quote::source).distinct().collect(Collectors.joining(", ")), paint));
        }
        List<String> stale = quotes.stream()
                .filter(Quote::isStale)
                .map(quote -> quote.asset().symbol().value())
                .toList();
        if (!stale.isEmpty()) {
            lines.add(paint.apply(Tone.LOSS, "Stale, orders wait for a new value: " + String.join(", ", stale)));
        }
        return lines;
    }

    /** The line about all values of a market. */
    public static String of(String source, Paint paint) {
        return paint.apply(Tone.QUIET, "Source: " + PlainText.of(source));
    }
}
