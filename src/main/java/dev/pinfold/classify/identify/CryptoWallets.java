// SPDX-License-Identifier: Apache-2.0
package dev.pinfold.classify.identify;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Addresses of Bitcoin: base58check (legacy) and bech32 or bech32m (BIP 173 and 350). */
final class CryptoWallets {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32M = 0x2bc830a3;

  private CryptoWallets() {}

  static boolean isBitcoin(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("bc1")) {
      return (value.equals(lower) || value.equals(value.toUpperCase(Locale.ROOT))) && bech32(lower);
    }
    return base58(value);
  }

  private static boolean base58(String value) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 0; i < value.length(); i++) {
      int digit = BASE58.indexOf(value.charAt(i));
      if (digit < 0) {
        return false;
      }
      number = number.multiply(BigInteger.valueOf(58)).add(BigInteger.valueOf(digit));
    }
    byte[] raw = number.toByteArray();
    byte[] bytes = new byte[25];
    int from = Math.max(0, raw.length - 25);
    if (raw.length > 25 && raw[0] != 0) {
      return false;
    }
    System.arraycopy(raw, from, bytes, 25 - (raw.length - from), raw.length - from);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] hash = sha.digest(sha.digest(Arrays.copyOf(bytes, 21)));
      return Arrays.equals(hash, 0, 4, bytes, 21, 25) && (bytes[0] == 0 || bytes[0] == 5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static boolean bech32(String value) {
    int[] values = new int[5 + value.length() - 3];
    int[] prefix = {3, 3, 0, 2, 3};
    System.arraycopy(prefix, 0, values, 0, 5);
    for (int i = 3; i < value.length(); i++) {
      int digit = BECH32.indexOf(value.charAt(i));
      if (digit < 0) {
        return false;
      }
      values[5 + i - 3] = digit;
    }
    int check = polymod(values);
    return check == 1 || check == BECH32M;
  }

  private static int polymod(int[] values) {
    int[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    int check = 1;
    for (int value : values) {
      int top = check >>> 25;
      check = (check & 0x1ffffff) << 5 ^ value;
      for (int i = 0; i < 5; i++) {
        if ((top >>> i & 1) == 1) {
          check ^= generator[i];
        }
      }
    }
    return check;
  }
}
