package io.papertrader.client.connection;

import io.papertrader.codec.message.WorkerAddress;

/**
 * The client's news of its connection, and of what could not be kept over a change of it. None of them asks for
 * anything to be done: the client goes on by itself.
 */
public sealed interface ConnectionNotice {
    /** A worker took the connection, the first time. */
    record Connected(WorkerAddress worker) implements ConnectionNotice {}

    /**
     * A worker took the connection in place of one that ended; it need not be the one of before. Missed events and the
     * latest values of a subscription follow.
     */
    record Reconnected(WorkerAddress worker) implements ConnectionNotice {}

    /**
     * The worker is about to stop. It answers what it was asked; everything further goes to the next worker, for which
     * {@link Lost} and {@link Reconnected} come.
     */
    record WorkerLeaving(WorkerAddress worker) implements ConnectionNotice {}

    /**
     * A connection ended, and nobody closed the client. Another is sought at once where there is a session or a
     * request; otherwise with the next request.
     *
     * @param reason a sentence for people
     */
    record Lost(WorkerAddress worker, String reason) implements ConnectionNotice {}

    /**
     * One tour through all workers found none that takes a connection. It comes again after each further tour.
     *
     * @param reason names every worker that was tried
     */
    record NoWorker(String reason) implements ConnectionNotice {}

    /**
     * Events of the account were not told and could not be had, though the client asked again and again. The next one
     * that is told has a higher number; the history has what they were about.
     *
     * @param from the number of the first one
     * @param to the number of the last one
     */
    record EventsMissed(long from, long to) implements ConnectionNotice {}

    /**
     * The account's last event has a lower number than the last one that was told, as after the network was set back to
     * an older backup. The client counts from there.
     *
     * @param told the number of the last event that was told
     * @param latest the number of the account's last event
     */
    record EventsSetBack(long told, long latest) implements ConnectionNotice {}

    /**
     * The worker is of a version that does not number events: they are told as they come, and what happens between two
     * connections is not. It comes once for each connection.
     */
    record EventsNotNumbered(WorkerAddress worker) implements ConnectionNotice {}

    /**
     * A subscription that was made before is refused on the present connection, so that values are not told. It comes
     * after several tries; unless the worker's version knows no subscriptions or the session is over, the client goes
     * on trying.
     *
     * @param refusal the server's word and sentence
     */
    record SubscriptionRefused(RefusedException refusal) implements ConnectionNotice {}
}
