import type { IconName } from "@/components/ui/icons";
import { can, type Permission, type Role } from "@/lib/kyc/roles";

const links = [
  { name: "queue", href: "/queue", icon: "queue", needs: "submissions.read" },
  { name: "submissions", href: "/submissions", icon: "files", needs: "submissions.read" },
  { name: "mentions", href: "/mentions", icon: "mention", needs: "submissions.read" },
  { name: "audit", href: "/audit", icon: "log", needs: "audit.read" },
  { name: "policy", href: "/settings/policy", icon: "gear", needs: "policy.read" },
  { name: "templates", href: "/settings/templates", icon: "document", needs: "templates.write" },
  { name: "checks", href: "/settings/checks", icon: "check", needs: "checks.read" },
  { name: "members", href: "/settings/members", icon: "members", needs: "members.read" },
  { name: "keys", href: "/settings/keys", icon: "key", needs: "keys.read" },
] as const satisfies { name: string; href: string; icon: IconName; needs: Permission }[];

/** The pages that a role may open, in the order of the rail. */
export function linksFor(role: Role) {
  return links.filter((link) => can(role, link.needs));
}
