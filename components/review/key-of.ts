interface KeyPress {
  key: string;
  code: string;
  shiftKey?: boolean;
}

/** The signs that are keys of the desk, plain and with Shift, where boards of the American arrangement have them, as Korean ones do. */
const signs: Partial<Record<string, readonly [string, string]>> = {
  Slash: ["/", "?"],
  Equal: ["=", "+"],
  Minus: ["-", "_"],
  Comma: [",", "<"],
  Period: [".", ">"],
  BracketLeft: ["[", "{"],
  BracketRight: ["]", "}"],
};

/**
 * The key that a person means. A Latin letter or a sign is taken as it was written, so that any layout works; under an
 * input method for another script (Hangul ㄷ, or `Process`) the place of the key on the board says what it is.
 */
export function keyOf({ key, code, shiftKey = false }: KeyPress): string {
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  if (letter !== undefined) return letter.toLowerCase();
  const digit = /^(?:Digit|Numpad)([0-9])$/.exec(code)?.[1];
  return digit ?? signs[code]?.[shiftKey ? 1 : 0] ?? key;
}

/** The digit that a key writes, else null: number keys of the pickers. */
export function digitOf(press: KeyPress): number | null {
  const key = keyOf(press);
  return /^[0-9]$/.test(key) ? Number(key) : null;
}
