import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookie, localeFor } from "./locale";
import { messagesFor } from "./messages";

/** The language of a request: its cookie, else its Accept-Language. Times are written in the project's zone by hand, never in a default one. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = localeFor(jar.get(localeCookie)?.value, head.get("accept-language"));

  return { locale, messages: messagesFor(locale), timeZone: "UTC" };
});
