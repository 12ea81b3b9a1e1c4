import * as z from "zod/mini";
import { roles } from "@/lib/kyc/roles";

export const memberSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  createdAt: z.iso.datetime(),
  /** Sessions that are open now. */
  sessions: z.int(),
  isSelf: z.boolean(),
});
export type Member = z.infer<typeof memberSchema>;

/** `GET /api/settings/members`, by name, and the answer of every write to them. */
export const membersSchema = z.object({ members: z.array(memberSchema) });
export type Members = z.infer<typeof membersSchema>;

export const passwordLength = { min: 12, max: 200 } as const;
export const passwordSchema = z.string().check(z.minLength(passwordLength.min, `needs at least ${passwordLength.min} characters`), z.maxLength(passwordLength.max));

/** `POST /api/settings/members`. An account that exists already (in another project) keeps its name and password: the answer says so. */
export const addMemberSchema = z.object({
  email: z.email().check(z.maxLength(254), z.toLowerCase()),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  role: z.enum(roles),
  password: passwordSchema,
});
export type AddMemberInput = z.infer<typeof addMemberSchema>;

/** The list with the new member, and whether the account was there before: then the name and password given are not in force. */
export const memberAddedSchema = z.extend(membersSchema, { existed: z.boolean() });

/** `PATCH /api/settings/members/:memberId` */
export const changeRoleSchema = z.object({ role: z.enum(roles) });
export type ChangeRoleInput = z.infer<typeof changeRoleSchema>;

export const memberParamsSchema = z.object({ memberId: z.uuid() });

/** `GET /api/me`: who is signed in, and where. */
export const viewerSchema = z.object({
  memberId: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  project: z.object({ slug: z.string(), name: z.string(), timeZone: z.string() }),
  projects: z.array(z.object({ slug: z.string(), name: z.string() })),
});
export type Viewer = z.infer<typeof viewerSchema>;
