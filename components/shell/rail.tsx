"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useState, type ComponentType } from "react";
import { classNames } from "@/components/ui/class-names";
import { Icon } from "@/components/ui/icons";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import type { Role } from "@/lib/kyc/roles";
import { queueCountsOptions, wholeQueue } from "@/lib/queries/queue-counts";
import { linksFor } from "./links";
import { useRememberQueue } from "./queue-address";

/** The main menu: what the role may open, where one is, and how many cases wait. */
export function Rail({ role }: { role: Role }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const UnreadMentions = useUnreadMentions();
  useRememberQueue();

  return (
    <nav aria-label={t("nav")}>
      <ul>
        {linksFor(role).map(({ name, href, icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={here ? "page" : undefined}
                title={t(name)}
                className={classNames(
                  "relative flex h-7 items-center gap-2 rounded-control px-2 whitespace-nowrap max-[999px]:justify-center",
                  here ? "bg-surface font-medium text-text inset-ring inset-ring-line" : "text-text-2 hover:bg-hover",
                )}
              >
                <Icon name={icon} />
                <span className="max-[999px]:sr-only">{t(name)}</span>
                {name === "queue" ? <WaitingCount /> : null}
                {name === "mentions" && UnreadMentions ? <UnreadMentions /> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** Comes when the page is alive: nothing waits for it, and the server draws none. */
function useUnreadMentions(): ComponentType | null {
  const [loaded, setLoaded] = useState<ComponentType | null>(null);

  useEffect(() => {
    import("./unread-mentions").then(
      (found) => setLoaded(() => found.UnreadMentions),
      // The inbox itself says the same.
      () => undefined,
    );
  }, []);
  return loaded;
}

function WaitingCount() {
  const t = useTranslations("shell");
  const format = useFormatter();
  const { data } = useQuery(queueCountsOptions(wholeQueue));
  if (data === undefined) return null;

  const count = format.number(data.waiting) + (data.waiting >= data.limit ? "+" : "");
  return (
    <span className="ml-auto font-normal text-text-3 tabular-nums">
      <span aria-hidden="true" className="max-[999px]:hidden">
        {count}
      </span>
      <VisuallyHidden>{t("waiting", { count })}</VisuallyHidden>
    </span>
  );
}
