/**
 * The rules of money as a state machine: it knows portfolios and orders, and nothing of users, links or storage.
 *
 * <pre>
 *                 needs          Market                        events
 *   command ----------------&gt; +---------------------------+ ------------&gt; journal --commit--&gt; answer
 *      ^                      | decide:  Opening          |   Recorded     (append)            (tell)
 *      | recall (journal)     |          Acceptance       |   Told  ------------------------------^
 *      +--------------------&gt; |          Withdrawal       |
 *                             |          Updating         |
 *                             |          Clearing + Round |
 *                             |          Announcing       |
 *                             |          CarryingOut      |
 *                             |     reads |    ^ event    |
 *                             |           v    v          |
 *                             | State.apply(Recorded)     | &lt;------------ journal, when memory is rebuilt
 *                             |   Portfolio, OpenOrders,  |
 *                             |   PastOrders, Waiting     |
 *                             +---------------------------+
 * </pre>
 *
 * A decider reads the {@code State} and says an {@link io.papertrader.market.MarketEvent}; it changes nothing.
 * {@code State.apply} alone changes anything, by recorded events alone, and the same events in the same order give the
 * same market: so the journal and the memory cannot say different things. Amounts move only by a
 * {@link io.papertrader.market.ledger.Transfer}, which has both its ends. Reserved amounts follow from the open orders.
 * {@link io.papertrader.market.order.Terms} decide at one value whether an order fills, waits or ends;
 * {@link io.papertrader.market.Rules} are the operator's.
 *
 * <p>The market has one owner, who calls it from one thread at a time. The owner gives every command its time, reads
 * what the command needs from the journal ({@link io.papertrader.market.Need}, {@link io.papertrader.market.Recall}),
 * writes recorded events in their order, and tells events only when all that were decided before them are durable. It
 * may decide further commands meanwhile. When a write fails, or its answer is lost, the owner throws the market away,
 * begins anew with what the journal has, and gives it the same commands again: what was durable is then answered as
 * before, and what was not is decided for the first time. Where the journal does not take an event,
 * {@link io.papertrader.market.Remedy} is the way on.
 *
 * <p>Portfolios come and go ({@code Memory}): one is in memory while the owner keeps it. Of those that are not, the
 * market knows who has open orders in which asset, and needs each when a clearing comes to it. Readings of the journal
 * say as of which position they were taken, and what is older than memory is not believed.
 *
 * <p>Later extensions need no new idea. A replaced order is one event that ends an order and accepts another. A reset
 * is a command whose events move amounts by transfers, portfolio by portfolio, as a corporate action is. A further kind
 * of order is a record of {@code Terms}.
 */
package io.papertrader.market;
