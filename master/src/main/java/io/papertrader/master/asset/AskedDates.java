package io.papertrader.master.asset;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates of which a provider was asked, whatever it answered: it is not asked for them again, or not before a time.
 *
 * @param first the first of them
 * @param last the last of them
 * @param againAt the time from which on it may be asked again; none where the answer is final
 */
public record AskedDates(LocalDate first, LocalDate last, Optional<Instant> againAt) {}
