import * as z from "zod/mini";
import { listMembersOfProject } from "@/db/queries/members";
import { findProjectBySlug } from "@/db/queries/projects";
import { addMemberSchema } from "@/lib/contracts/members";
import { AppError } from "@/lib/errors";
import { defaultOptions } from "@/lib/kyc/options";
import { roles } from "@/lib/kyc/roles";
import { addMember } from "@/lib/services/add-member";
import { changeRole } from "@/lib/services/change-role";
import type { ServiceContext } from "@/lib/services/context";
import { createProject } from "@/lib/services/create-project";
import { removeMember } from "@/lib/services/remove-member";
import { printable } from "./printable";
import { readPassword } from "./read-password";
import { CommandError, openRuntime, operatorContext, readOptions, runCommand, type Runtime } from "./runtime";

const usage = `npm run member -- COMMAND --project SLUG [options]

  add     --email E --name N --role R [--create-project NAME]
          adds a member; an account that exists already keeps its name and password.
          --create-project makes the project first, when there is none of that slug.
  role    --email E --role R
  remove  --email E
  list

Roles: ${roles.join(", ")}.
The password is asked for without echo; or give it as MEMBER_PASSWORD, or as the first line of standard input.`;

const options = {
  project: { type: "string" },
  email: { type: "string" },
  name: { type: "string" },
  role: { type: "string" },
  "create-project": { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

const readArguments = () => readOptions({ options, allowPositionals: true }, usage);
type Values = ReturnType<typeof readArguments>["values"];

function checked<Schema extends z.ZodMiniType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new CommandError(result.error.issues.map((issue) => `--${issue.path.join(".")}: ${issue.message}`).join("\n"));
}

const slugSchema = z.object({ project: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "give a slug: small letters, digits, hyphens")) });
const roleSchema = z.pick(addMemberSchema, { role: true });
const accountSchema = z.omit(addMemberSchema, { password: true });

async function ensureProject(runtime: Runtime, slug: string, name: string): Promise<void> {
  if ((await findProjectBySlug(runtime.db, slug)) !== null) return;
  const { db, vault } = runtime;
  await createProject({ db, vault, actor: { kind: "operator", label: "operator" }, now: new Date() }, { slug, name, options: defaultOptions });
  console.log(`Project ${slug} was made.`);
}

async function memberIdOf(ctx: ServiceContext, email: string | undefined): Promise<string> {
  const members = await listMembersOfProject(ctx.db, ctx.projectId, ctx.now);
  const member = members.find((each) => each.email.toLowerCase() === email?.trim().toLowerCase());
  if (!member) throw new CommandError("--email: no member of this project has this e-mail.");
  return member.id;
}

async function add(ctx: ServiceContext, values: Values): Promise<string> {
  const account = checked(accountSchema, values);
  const { password } = checked(z.pick(addMemberSchema, { password: true }), { password: await readPassword() });
  const { existed } = await addMember(ctx, { ...account, password });
  const kept = existed ? " The account existed already and keeps its own name and password; those given are not in force." : "";
  return `${account.email} is ${account.role} now.${kept}`;
}

async function list(ctx: ServiceContext): Promise<string> {
  const members = await listMembersOfProject(ctx.db, ctx.projectId, ctx.now);
  return members.map(({ email, role, name, sessions }) => `${printable(email)}\t${role}\t${printable(name)}\t${sessions} open sessions`).join("\n") || "No members yet.";
}

const commands: Record<string, (ctx: ServiceContext, values: Values) => Promise<string>> = {
  add,
  list,
  async role(ctx, values) {
    const { role } = checked(roleSchema, values);
    await changeRole(ctx, await memberIdOf(ctx, values.email), { role });
    return `The role is ${role} from the next click on.`;
  },
  async remove(ctx, values) {
    await removeMember(ctx, await memberIdOf(ctx, values.email));
    return "Removed; open sessions have ended.";
  },
};

await runCommand(async () => {
  const { values, positionals } = readArguments();
  const [name = ""] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || command === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const { project } = checked(slugSchema, values);
  const runtime = await openRuntime();
  try {
    if (name === "add" && values["create-project"]) await ensureProject(runtime, project, values["create-project"]);
    console.log(await command(await operatorContext(runtime, project), values));
    return 0;
  } catch (error) {
    throw error instanceof AppError ? new CommandError(error.message) : error;
  } finally {
    await runtime.close();
  }
});
