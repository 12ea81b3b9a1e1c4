/** Letters and digits that are not mistaken for one another when read aloud or off paper. */
const alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** A password of 20 characters in groups of five, 116 bits from the browser's secure random numbers. */
export function generatePassword(): string {
  const letters: string[] = [];
  while (letters.length < 20) {
    // Bytes beyond the last whole multiple are drawn again, so that every letter is as likely as any other.
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < 256 - (256 % alphabet.length)) letters.push(alphabet.charAt(byte % alphabet.length));
  }
  return (letters.slice(0, 20).join("").match(/.{5}/g) ?? []).join("-");
}
