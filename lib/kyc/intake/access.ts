/** A scheme, a host and perhaps a port, as a browser sends it in `Origin`. */
export function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

/** The origin that a person means: in small letters, without a path; `null` for what has another scheme or none. */
export function originOf(typed: string): string | null {
  const text = typed.trim();
  return /^https?:\/\/[^/]/i.test(text) && URL.canParse(text) ? new URL(text).origin : null;
}

const isBits = (text: string, most: number): boolean => /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) <= most;
const isIpv4 = (text: string): boolean => /^(\d{1,3})(\.\d{1,3}){3}$/.test(text) && text.split(".").every((part) => isBits(part, 255));
const isIpv6 = (text: string): boolean => /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) && URL.canParse(`http://[${text}]`);

/** A block of addresses in CIDR notation: `203.0.113.0/24`, `2001:db8::/32`. */
export function isAddressBlock(text: string): boolean {
  const [net = "", bits, ...rest] = text.split("/");
  if (bits === undefined || rest.length > 0) return false;
  return isIpv4(net) ? isBits(bits, 32) : isIpv6(net) && isBits(bits, 128);
}

/** The block that a person means: a single address is a block of one. `null` for what is neither. */
export function addressBlockOf(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (isAddressBlock(text)) return text;
  if (isIpv4(text)) return `${text}/32`;
  return isIpv6(text) ? `${text}/128` : null;
}
