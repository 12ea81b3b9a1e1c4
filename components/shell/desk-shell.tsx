import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Viewer } from "@/lib/contracts/members";
import { AccountMenu } from "./account-menu";
import { DeskKeys } from "./desk-keys";
import { LiveLink } from "./live-link";
import { Rail } from "./rail";
import { SignedOutNotice } from "./signed-out-notice";

/**
 * The desk's frame: the rail on the left, the page in the rest; on narrow screens the rail is its icons. The page scrolls
 * within itself, the frame never. A case has the whole width: its own bar leads back. A banner stands above every page.
 */
export function DeskShell({ viewer, banner, children }: { viewer: Viewer; banner: ReactNode; children: ReactNode }) {
  const t = useTranslations("shell");
  return (
    <div className="group grid h-dvh min-h-0 grid-cols-[192px_minmax(0,1fr)] max-[999px]:grid-cols-[56px_minmax(0,1fr)] has-[[data-page=case]]:grid-cols-[minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control border border-line-control bg-surface px-3 py-1.5 font-medium focus:translate-y-0"
      >
        {t("skip")}
      </a>
      <div className="flex min-h-0 flex-col overflow-y-auto border-r border-line bg-canvas px-2 pb-2 group-has-[[data-page=case]]:hidden">
        <div className="flex h-12 shrink-0 items-center px-2 text-strong font-semibold max-[999px]:justify-center">
          <span aria-hidden="true" className="min-[1000px]:hidden">
            V
          </span>
          <span className="max-[999px]:sr-only">Verdict</span>
        </div>
        <Rail role={viewer.role} />
        <div className="flex-1" />
        <AccountMenu viewer={viewer} />
      </div>
      <LiveLink />
      <SignedOutNotice />
      <DeskKeys />
      <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-col overflow-auto focus-visible:outline-none">
        {banner}
        {children}
      </main>
    </div>
  );
}
