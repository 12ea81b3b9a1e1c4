import "server-only";
import { isHttps } from "@/lib/env";

/** Behind https, tells browsers to come by https only, for two years; other names below this one are not the desk's to decide on. */
export function setStrictTransport(headers: Headers): void {
  if (isHttps()) headers.set("strict-transport-security", "max-age=63072000");
}
