// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.ingest;

/**
 * Bytes that could not be read as a record. The reason never quotes them.
 *
 * @param position first byte, counted from 0 in the decompressed file
 * @param reason what is wrong, for a person: a code, a colon, and words, such as {@code
 *     TRUNCATED_JSON: the object is still open at the end of the line}
 * @param raw the bytes themselves; the caller encrypts them before they go anywhere
 */
public record QuarantinedRecord(long position, String reason, byte[] raw) {}
