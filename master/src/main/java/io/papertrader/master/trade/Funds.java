package io.papertrader.master.trade;

import io.papertrader.vocabulary.Money;

/** An account's cash, and how much of it queued purchases have reserved. */
public record Funds(Money cash, Money reserved) {
    public Funds {
        if (reserved.units() < 0 || reserved.compareTo(cash) > 0) {
            throw new IllegalArgumentException("reserved must lie between 0 and the cash");
        }
    }

    Money available() {
        return cash.minus(reserved);
    }

    Funds reserve(Money amount) {
        return new Funds(cash, reserved.plus(amount));
    }

    Funds release(Money amount) {
        return new Funds(cash, reserved.minus(amount));
    }

    Funds pay(Money amount) {
        return new Funds(cash.minus(amount), reserved);
    }
}
