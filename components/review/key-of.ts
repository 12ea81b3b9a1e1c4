interface KeyPress {
  key: string;
  code: string;
}

/**
 * The key that a person means. A Latin letter or a sign is taken as it was written, so that any layout works; under an
 * input method for another script (Hangul ㄷ, or `Process`) the place of the key on the board says which letter it is.
 */
export function keyOf({ key, code }: KeyPress): string {
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return digit ?? key;
}

/** The digit that a key writes, else null: number keys of the pickers. */
export function digitOf(press: KeyPress): number | null {
  const key = keyOf(press);
  return /^[0-9]$/.test(key) ? Number(key) : null;
}
