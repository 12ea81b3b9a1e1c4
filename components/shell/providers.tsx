"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { getQueryClient } from "@/lib/queries/get-query-client";

/** What every page stands on in the browser: the cache and the corner for short messages. */
export function Providers({ children }: { children: ReactNode }) {
  const t = useTranslations("common");
  return (
    <QueryClientProvider client={getQueryClient()}>
      <ToastProvider dismissLabel={t("dismiss")}>{children}</ToastProvider>
    </QueryClientProvider>
  );
}
