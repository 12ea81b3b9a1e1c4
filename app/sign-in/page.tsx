import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LanguageSwitch } from "@/components/sign-in/language-switch";
import { SignInForm } from "@/components/sign-in/sign-in-form";
import { nextPath } from "@/lib/http/next-path";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const [{ next }, t, common] = await Promise.all([searchParams, getTranslations("signIn"), getTranslations("common")]);

  return (
    <div className="grid min-h-full grid-rows-[48px_1fr_48px] bg-canvas">
      <header className="flex items-center justify-between px-4">
        <span className="text-strong font-semibold">{common("brand")}</span>
        <LanguageSwitch />
      </header>
      <main className="w-full max-w-[392px] self-center justify-self-center px-4 py-6">
        <h1 className="text-title font-semibold">{t("title")}</h1>
        <SignInForm next={nextPath(next)} />
      </main>
      <footer className="flex items-center justify-end px-4 text-small text-text-3">{t("forgotten")}</footer>
    </div>
  );
}
