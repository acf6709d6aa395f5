package io.papertrader.cli.session;

import io.papertrader.codec.message.WorkerAddress;

/** The worker that is spoken to where none is named and none was kept. */
public record UsualWorker(WorkerAddress address) {}
