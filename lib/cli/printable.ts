/** Text of a file as a terminal may be given it: what would steer it or turn its direction is written as `\\u{…}`. */
export function printable(text: string): string {
  return text.replace(/\p{C}/gu, (sign) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`);
}
