"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Icon } from "@/components/ui/icons";
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuSwitch } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import type { Viewer } from "@/lib/contracts/members";
import { localeCookie, localeNames, locales, type Locale } from "@/lib/i18n/locale";
import { themes, type Theme } from "@/lib/i18n/theme";
import { signOut, switchProject } from "@/lib/queries/session";
import { openPalette } from "./commands";
import { rememberChoice } from "./remembered";
import { switchSingleKeys, useSingleKeys } from "./single-keys";
import { chosenTheme, chooseTheme } from "./theme";

/** Who is signed in, at the foot of the rail; opens language, theme, project and the way out. */
export function AccountMenu({ viewer }: { viewer: Viewer }) {
  const t = useTranslations("shell");
  const role = useTranslations("common.roles")(viewer.role);
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const singleKeys = useSingleKeys();
  const [theme, setTheme] = useState<Theme>("system");

  const chooseLocale = (next: Locale) => {
    rememberChoice(localeCookie, next);
    router.refresh();
  };
  const changeTheme = (next: Theme) => {
    setTheme(next);
    chooseTheme(next);
    router.refresh();
  };
  const leave = (act: Promise<void>, to: string, failure: string) => {
    act.then(
      () => window.location.assign(to),
      () => toast({ tone: "danger", message: failure }),
    );
  };

  return (
    <Menu
      side="top"
      onOpenChange={(open) => {
        if (open) setTheme(chosenTheme());
      }}
      trigger={
        <button
          type="button"
          aria-label={t("account", { name: viewer.name })}
          title={`${viewer.name}, ${viewer.email}\n${role} · ${viewer.project.name}`}
          className="flex min-h-10 w-full shrink-0 items-center gap-2 rounded-control px-2 py-0.5 text-left hover:bg-hover"
        >
          <span className="mx-auto min-[1000px]:hidden">
            <Icon name="person" />
          </span>
          <span className="min-w-0 flex-1 max-[999px]:hidden">
            <span className="block truncate font-medium text-text">{viewer.name}</span>
            <span className="block truncate text-small text-text-3">
              {role} · {viewer.project.name}
            </span>
          </span>
          <span className="text-text-3 max-[999px]:hidden">
            <Icon name="up" small />
          </span>
        </button>
      }
    >
      <MenuChoice
        label={t("language")}
        value={locale}
        options={locales.map((value) => ({ value, label: localeNames[value], lang: value }))}
        onChange={chooseLocale}
      />
      <MenuSeparator />
      <MenuChoice label={t("theme")} value={theme} options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))} onChange={changeTheme} />
      <MenuSeparator />
      <MenuItem onSelect={openPalette}>{t("palette.title")}</MenuItem>
      <MenuSwitch label={t("singleKeys")} checked={singleKeys} onChange={switchSingleKeys} />
      {viewer.projects.length > 1 ? (
        <>
          <MenuSeparator />
          <MenuChoice
            label={t("project")}
            value={viewer.project.slug}
            options={viewer.projects.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(slug) => leave(switchProject(slug), "/queue", t("switchFailed"))}
          />
        </>
      ) : null}
      <MenuSeparator />
      <MenuItem onSelect={() => leave(signOut(), "/sign-in", t("signOutFailed"))}>{t("signOut")}</MenuItem>
    </Menu>
  );
}
