package io.papertrader.worker.session;

import io.papertrader.worker.clients.OverWebSocket;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The same through the door for browsers. */
@QuarkusTest
@TestProfile(OverWebSocket.class)
class ExpirableSessionOverWebSocketTest extends ExpirableSessionTest {}
