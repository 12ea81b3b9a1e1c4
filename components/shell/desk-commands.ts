"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { localeCookie, localeNames, locales } from "@/lib/i18n/locale";
import { themes } from "@/lib/i18n/theme";
import { can } from "@/lib/kyc/roles";
import { useViewer } from "@/lib/queries/use-viewer";
import type { Command } from "./commands";
import { leaveFor } from "./leaving";
import { linksFor } from "./links";
import { rememberChoice } from "./remembered";
import { switchSingleKeys, useSingleKeys } from "./single-keys";
import { chooseTheme, chosenTheme } from "./theme";

export interface DeskCommands {
  commands: readonly Command[];
  /** Finds submissions by a text; null for a role that may not read them. */
  searchFor: (text: string) => Command | null;
}

/** What is offered on every page: where to go, how the desk looks and speaks, and a search. */
export function useDeskCommands(): DeskCommands {
  const t = useTranslations("shell");
  const { role } = useViewer();
  const router = useRouter();
  const locale = useLocale();
  const singleKeys = useSingleKeys();
  // The path is that of a page of this desk.
  const goTo = (href: string) => leaveFor(href, (to) => router.push(to as Route));

  const pages = linksFor(role).map(({ name, href }): Command => ({ id: `${name} page`, group: "pages", label: t(name), run: () => goTo(href) }));
  const looks = themes
    .filter((theme) => theme !== chosenTheme())
    .map((theme): Command => {
      const change = () => {
        chooseTheme(theme);
        router.refresh();
      };
      return { id: `${theme} theme`, group: "desk", label: t("palette.theme", { theme: t(`themes.${theme}`) }), run: change };
    });
  const languages = locales
    .filter((each) => each !== locale)
    .map((each): Command => {
      const change = () => {
        rememberChoice(localeCookie, each);
        router.refresh();
      };
      return { id: `${each} language`, aliases: [localeNames[each]], group: "desk", label: t("palette.language", { language: localeNames[each] }), run: change };
    });
  const keys: Command = { id: "single keys", group: "desk", label: t(singleKeys ? "palette.keysOff" : "palette.keysOn"), run: () => switchSingleKeys(!singleKeys) };

  return {
    commands: [...pages, ...languages, ...looks, keys],
    searchFor: (text) =>
      can(role, "submissions.read")
        ? { id: "search", group: "pages", label: t("palette.search", { text }), run: () => goTo(`/submissions?${new URLSearchParams({ q: text }).toString()}`) }
        : null,
  };
}
