package io.papertrader.cli.trade;

import io.papertrader.cli.view.Cell;
import io.papertrader.cli.view.Figures;
import io.papertrader.cli.view.Paint;
import io.papertrader.cli.view.Tone;
import io.papertrader.codec.message.PortfolioAction;
import java.util.Locale;

/** The effect of a corporate action on the own account, in one line. */
public final class ActionLine {
    private ActionLine() {}

    /** As {@code SPLIT of 2014-06-09: 10 AAPL became 70 AAPL}. */
    public static String of(PortfolioAction action, Paint paint) {
        return paint.apply(Tone.STRONG, action.kind().name()) + " of " + action.exDate() + ": " + said(action);
    }

    private static String said(PortfolioAction action) {
        String held =
                Figures.quantity(action.from().quantity()) + " " + action.from().symbol();
        if (!action.booked().fault().isEmpty()) {
            return held + " stay as they are: "
                    + Cell.of(action.booked().fault()).text();
        }
        String cash = Figures.amount(action.booked().cash()) + " in cash";
        String after =
                Figures.quantity(action.to().quantity()) + " " + action.to().symbol();
        return switch (action.kind()) {
            case DIVIDEND, DELISTING -> held + " brought " + cash;
            case SPLIT, RENAMING ->
                held + " became " + after + (action.booked().cash().units() > 0 ? ", and " + cash : "");
        };
    }

    /** The kind as a word in a table. */
    static String word(PortfolioAction action) {
        return action.kind().name().toLowerCase(Locale.ROOT);
    }
}
