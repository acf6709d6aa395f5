package io.papertrader.master.asset;

/** The operator's permission to use live values. */
public enum Use {
    /** Those of the operator and of people who are let in one by one. */
    PERSONAL,
    /** A contract with the provider lets them be handed on. */
    LICENSED,
    /** They may be handed to anybody. */
    OPEN
}
