/** A run of characters that two values share, or do not. */
export interface Segment {
  text: string;
  differs: boolean;
}

const folded = (character: string) => character.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();

/** For each character of `a` whether it belongs to the longest common subsequence with `b`. */
function commonCharacters(a: readonly string[], b: readonly string[]): boolean[] {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }

  const common = a.map(() => false);
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common[i] = true;
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}

/**
 * `value` in runs, those marked that `other` does not share; case and accents aside. Values of one length are held
 * against each other place by place (dates, codes, numbers), others by their longest common subsequence (names).
 */
export function segmentsOf(value: string, other: string): Segment[] {
  const characters = [...value.normalize("NFC")];
  const a = characters.map(folded);
  const b = [...other.normalize("NFC")].map(folded);
  const common = a.length === b.length ? a.map((character, index) => character === b[index]) : commonCharacters(a, b);

  const segments: Segment[] = [];
  characters.forEach((text, index) => {
    const differs = common[index] !== true;
    const last = segments.at(-1);
    if (last?.differs === differs) last.text += text;
    else segments.push({ text, differs });
  });
  return segments;
}
