import { useTranslations } from "next-intl";
import { durationSince } from "@/lib/i18n/instant";

/** How long ago an instant was, "1 d 4 h"; `now` is given, so that server and browser write the same. */
export function Duration({ since, now }: { since: string; now: number }) {
  const t = useTranslations("common.duration");
  const { unit, days, hours, minutes } = durationSince(since, now);
  return <>{t(unit, { days, hours, minutes })}</>;
}
