package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.contract.ContractOutput;

/**
 * What {@link Init} is asked.
 *
 * @param target where to ask, as whom
 * @param query which tables to write
 * @param output where the contract goes
 */
public record InitRequest(Target target, CatalogQuery query, ContractOutput output) {}
