package io.papertrader.master.leadership;

import io.vertx.mutiny.sqlclient.Tuple;

/** A statement of SQL with its parameters. */
public record Statement(String sql, Tuple parameters) {}
