package io.papertrader.master.forecast;

import java.util.Arrays;

/** The latest numbers, so many at most, in the order of their size. */
final class SortedWindow {
    private final double[] arrived;
    private final double[] sorted;
    private int size;
    private int next;

    SortedWindow(int most) {
        this.arrived = new double[most];
        this.sorted = new double[most];
    }

    int size() {
        return size;
    }

    /** Adds a number, in the place of the oldest where there is no room. */
    void add(double number) {
        if (size == arrived.length) {
            remove(arrived[next]);
        }
        arrived[next] = number;
        next = (next + 1) % arrived.length;
        insert(number);
    }

    private void insert(double number) {
        int found = Arrays.binarySearch(sorted, 0, size, number);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = number;
        size++;
    }

    private void remove(double number) {
        int place = Arrays.binarySearch(sorted, 0, size, number);
        System.arraycopy(sorted, place + 1, sorted, place, size - place - 1);
        size--;
    }

    /**
     * The number that a further one of the same kind is no greater than in this share of cases: the conformal quantile,
     * whose rank counts the one to come. The smallest or the largest where there are too few for the share.
     */
    double quantile(double share) {
        int rank = (int) Math.ceil(share * (size + 1));
        return sorted[Math.clamp(rank, 1, size) - 1];
    }
}
