package io.github.qsmaven.platform;

/**
 * What a response with another status than 200 means.
 *
 * @param meaning what the API rejects, before the response itself; empty if the response does not
 *     show it
 * @param advice what to do
 */
record Rejection(String meaning, String advice) {}
