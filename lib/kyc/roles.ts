/** Roles of a project, weakest first; nobody grants above the own one. */
export const roles = ["viewer", "agent", "lead", "admin"] as const;
export type Role = (typeof roles)[number];

/** The weakest role that holds each permission. Server and browser ask this one table. */
const weakestRole = {
  "submissions.read": "viewer",
  "submissions.correct": "agent",
  "submissions.decide": "agent",
  "submissions.claim": "agent",
  "submissions.note": "agent",
  "submissions.reopen": "lead",
  "submissions.confirm": "lead",
  "submissions.take_over": "lead",
  "submissions.assign": "lead",
  "views.write": "viewer",
  "views.share": "lead",
  "templates.read": "agent",
  "templates.write": "lead",
  "submissions.insert": "lead",
  "submissions.patch": "lead",
  "submissions.erase": "admin",
  "audit.read": "lead",
  "members.read": "admin",
  "members.write": "admin",
  "keys.read": "admin",
  "keys.write": "admin",
  "policy.read": "viewer",
  "policy.write": "admin",
  "checks.read": "lead",
  "project.write": "admin",
} as const satisfies Record<string, Role>;

export type Permission = keyof typeof weakestRole;

/** True when `role` is at least as strong as `other`. */
export function isAtLeast(role: Role, other: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(other);
}

export function can(role: Role, permission: Permission): boolean {
  return isAtLeast(role, weakestRole[permission]);
}
