"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";
import { useIsHydrated } from "@/components/shell/use-is-hydrated";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useSignIn } from "@/lib/queries/use-sign-in";
import { refusalOf } from "./refusal";
import { RefusalNotice } from "./refusal-notice";

/** After a refusal the e-mail stays and the password is asked for again; what the server did not answer keeps both. */
export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("signIn");
  const isHydrated = useIsHydrated();
  const password = useRef<HTMLInputElement>(null);
  const [isShown, setIsShown] = useState(false);
  const signIn = useSignIn();
  const refusal = signIn.error === null ? null : refusalOf(signIn.error);
  // The page is left after a success: the button stays off until it is gone.
  const isBusy = signIn.isPending || signIn.isSuccess;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isBusy) return;
    const form = new FormData(event.currentTarget);
    signIn.mutate(
      { email: String(form.get("email")), password: String(form.get("password")) },
      {
        onSuccess: () => window.location.assign(next),
        onError: (error) => {
          if (password.current === null) return;
          if (refusalOf(error).kind === "wrong") password.current.value = "";
          password.current.focus();
        },
      },
    );
  }

  return (
    <>
      {refusal === null ? null : <RefusalNotice refusal={refusal} />}
      <form method="post" className="mt-4 grid gap-4" onSubmit={submit}>
        <Field label={t("email")}>
          <Input name="email" type="email" autoComplete="username" required maxLength={254} />
        </Field>
        <div className="relative">
          <Field label={t("password")}>
            <Input ref={password} name="password" type={isShown ? "text" : "password"} autoComplete="current-password" required maxLength={200} className="pr-14" />
          </Field>
          <button
            type="button"
            className="absolute right-1 bottom-1 h-6 rounded-small px-1 text-small text-accent-text"
            onClick={() => setIsShown((shown) => !shown)}
          >
            {isShown ? t("hide") : t("show")}
          </button>
        </div>
        <Button type="submit" variant="primary" shortcut="Enter" disabled={!isHydrated || isBusy} className="w-full">
          {isBusy ? t("signingIn") : t("submit")}
        </Button>
      </form>
    </>
  );
}
