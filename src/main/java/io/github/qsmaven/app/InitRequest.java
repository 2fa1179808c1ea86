package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.settings.Target;

/**
 * The request to {@link Init}.
 *
 * @param target the server and the login
 * @param query which tables to write
 * @param output the file to write
 */
public record InitRequest(Target target, CatalogQuery query, ContractOutput output) {}
