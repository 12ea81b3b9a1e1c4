import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Refusal } from "./refusal";

const longPause = 90;

export function RefusalNotice({ refusal }: { refusal: Refusal }) {
  const t = useTranslations("signIn");
  return (
    <Notice tone="danger" role="alert" className="mt-4">
      {refusal.kind === "unreachable" || refusal.kind === "notAccepted" ? t(refusal.kind) : null}
      {refusal.kind === "blocked" && refusal.seconds <= longPause ? t("blockedSeconds", { seconds: refusal.seconds }) : null}
      {refusal.kind === "blocked" && refusal.seconds > longPause ? t("blockedMinutes", { minutes: Math.ceil(refusal.seconds / 60) }) : null}
      {refusal.kind === "wrong" ? t("wrong") : null}
      {refusal.kind === "wrong" && refusal.triesLeft !== null ? ` ${t("triesLeft", { count: refusal.triesLeft })}` : null}
    </Notice>
  );
}
