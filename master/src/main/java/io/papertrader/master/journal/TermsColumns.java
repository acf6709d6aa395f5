package io.papertrader.master.journal;

import io.papertrader.market.order.Terms;
import io.papertrader.market.order.Terms.AtNextValue;
import io.papertrader.market.order.Terms.Limit;
import io.papertrader.market.order.Terms.NextValueOrNever;
import io.papertrader.vocabulary.Money;
import org.jspecify.annotations.Nullable;

/** An order's terms as two columns: their name, and the price that some have. */
final class TermsColumns {
    private static final String AT_NEXT_VALUE = "AT_NEXT_VALUE";
    private static final String LIMIT = "LIMIT";
    private static final String NEXT_VALUE_OR_NEVER = "NEXT_VALUE_OR_NEVER";

    private TermsColumns() {}

    static String name(Terms terms) {
        return switch (terms) {
            case AtNextValue none -> AT_NEXT_VALUE;
            case Limit limit -> LIMIT;
            case NextValueOrNever limit -> NEXT_VALUE_OR_NEVER;
        };
    }

    static @Nullable Long limit(Terms terms) {
        return switch (terms) {
            case AtNextValue none -> null;
            case Limit(Money price) -> price.units();
            case NextValueOrNever(Money price) -> price.units();
        };
    }

    static Terms terms(String name, @Nullable Long limit) {
        return switch (name) {
            case AT_NEXT_VALUE -> new AtNextValue();
            case LIMIT -> new Limit(money(limit));
            case NEXT_VALUE_OR_NEVER -> new NextValueOrNever(money(limit));
            default -> throw new IllegalArgumentException("there are no terms " + name);
        };
    }

    private static Money money(@Nullable Long limit) {
        if (limit == null) {
            throw new IllegalArgumentException("the limit is missing");
        }
        return new Money(limit);
    }
}
