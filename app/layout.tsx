import "@fontsource-variable/inter/wght.css";
import "pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import { Providers } from "@/components/shell/providers";
import { ThemeKeeper } from "@/components/shell/theme-keeper";
import { themeCookie, themeFor } from "@/lib/i18n/theme";

export const metadata: Metadata = {
  title: { default: "Verdict", template: "%s · Verdict" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Reading the headers makes every page dynamic: a page made beforehand has no nonce, and its scripts would not run. */
export default async function RootLayout({ children }: LayoutProps<"/">) {
  const [head, jar, locale] = await Promise.all([headers(), cookies(), getLocale()]);
  const theme = themeFor(jar.get(themeCookie)?.value);

  return (
    <html lang={locale} data-theme={theme === "dark" ? "dark" : "light"} suppressHydrationWarning>
      <body>
        <ThemeKeeper theme={theme} nonce={head.get("x-nonce") ?? undefined} />
        <NextIntlClientProvider>
          <Providers>{children}</Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
