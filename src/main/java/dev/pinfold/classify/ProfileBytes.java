// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * A {@link ColumnProfile} as bytes, for the run that goes on where this one ended. They hold no
 * value, but a sketch of hashes, in which a guessed value can be looked up; so they are stored
 * encrypted ({@link ProfileCipher}).
 */
public final class ProfileBytes {
  /** What the bytes begin with; another one whenever what is counted changes. */
  public static final int VERSION = 1;

  private ProfileBytes() {}

  /** The profile as bytes of this {@link #VERSION}. */
  public static byte[] write(ColumnProfile profile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(VERSION);
      profile.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  /** The profile; empty where the bytes are of another version. */
  public static Optional<ColumnProfile> read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      return in.readInt() == VERSION ? Optional.of(ColumnProfile.readFrom(in)) : Optional.empty();
    } catch (IOException e) {
      throw new IllegalArgumentException("not the bytes of a profile", e);
    }
  }
}
