package io.papertrader.market;

import io.papertrader.vocabulary.PortfolioId;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A set of portfolios that takes some 16 bytes for each, and one object for all: a million that wait cost neither
 * memory nor the collector's time. It is a hash table with linear probing, without a mark for what was removed: what
 * lies behind moves up.
 */
public final class PortfolioSet extends AbstractSet<PortfolioId> {
    private static final int SMALLEST = 4;
    private static final int SPARSE = 8;
    private static final long EMPTY = 0;

    /** 2 to the 64th, divided by the golden ratio: numbers that follow each other are spread over the table. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private long[] slots;
    private int size;
    private boolean hasEmptyNumber;

    /** Has none. */
    public PortfolioSet() {
        this.slots = new long[SMALLEST];
    }

    /** Has these. */
    public PortfolioSet(Collection<PortfolioId> portfolios) {
        if (portfolios instanceof PortfolioSet other) {
            this.slots = other.slots.clone();
            this.size = other.size;
            this.hasEmptyNumber = other.hasEmptyNumber;
        } else {
            this.slots = new long[SMALLEST];
            portfolios.forEach(this::add);
        }
    }

    @Override
    public boolean add(PortfolioId portfolio) {
        long number = portfolio.value();
        if (number == EMPTY) {
            boolean isNew = !hasEmptyNumber;
            hasEmptyNumber = true;
            return isNew;
        }
        int slot = slotOf(number);
        if (slots[slot] == number) {
            return false;
        }
        slots[slot] = number;
        size++;
        if (size > slots.length / 4 * 3) {
            resize(2 * slots.length);
        }
        return true;
    }

    @Override
    public boolean remove(Object portfolio) {
        if (!contains(portfolio)) {
            return false;
        }
        long number = ((PortfolioId) portfolio).value();
        if (number == EMPTY) {
            hasEmptyNumber = false;
            return true;
        }
        close(slotOf(number));
        size--;
        if (slots.length > SMALLEST && size < slots.length / SPARSE) {
            resize(slots.length / 2);
        }
        return true;
    }

    @Override
    public boolean contains(Object portfolio) {
        return portfolio instanceof PortfolioId(long number)
                && (number == EMPTY ? hasEmptyNumber : slots[slotOf(number)] == number);
    }

    @Override
    public int size() {
        return hasEmptyNumber ? size + 1 : size;
    }

    /** The order is the same wherever the same numbers came and went in the same order. */
    @Override
    public Iterator<PortfolioId> iterator() {
        return new Iterator<>() {
            private int slot = hasEmptyNumber ? -1 : occupied(0);

            @Override
            public boolean hasNext() {
                return slot < slots.length;
            }

            @Override
            public PortfolioId next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long number = slot < 0 ? EMPTY : slots[slot];
                slot = occupied(slot + 1);
                return new PortfolioId(number);
            }

            private int occupied(int from) {
                int at = from;
                while (at < slots.length && slots[at] == EMPTY) {
                    at++;
                }
                return at;
            }
        };
    }

    /** The place of a number, or of where it would come. */
    private int slotOf(long number) {
        int slot = home(number);
        while (slots[slot] != EMPTY && slots[slot] != number) {
            slot = behind(slot);
        }
        return slot;
    }

    /** Numbers that were pushed behind their homes move up into the gap. */
    private void close(int removed) {
        int gap = removed;
        for (int slot = behind(gap); slots[slot] != EMPTY; slot = behind(slot)) {
            if (distance(home(slots[slot]), slot) >= distance(gap, slot)) {
                slots[gap] = slots[slot];
                gap = slot;
            }
        }
        slots[gap] = EMPTY;
    }

    private int home(long number) {
        return (int) ((number * SPREAD) >>> (Long.numberOfLeadingZeros(slots.length) + 1));
    }

    private int behind(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private void resize(int capacity) {
        long[] before = slots;
        slots = new long[capacity];
        Arrays.stream(before).filter(number -> number != EMPTY).forEach(number -> slots[slotOf(number)] = number);
    }
}
