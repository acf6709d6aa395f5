package io.papertrader.worker.clients;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** The same through the door for browsers. */
@QuarkusTest
@TestProfile(OverWebSocket.class)
class FloodOverWebSocketTest extends FloodTest {}
