import { listProjects } from "@/db/queries/projects";
import { AppError } from "@/lib/errors";
import { isProjectState, projectStates } from "@/lib/kyc/project-state";
import { setProjectState } from "@/lib/services/set-project-state";
import { printable } from "./printable";
import { CommandError, openRuntime, operatorContext, readOptions, runCommand, type Runtime } from "./runtime";

const usage = `npm run project -- COMMAND [options]

  list
  state  --project SLUG --state S

States:
  open     takes submissions
  stopped  takes no new submissions: Step 1, PreStep2 and Step 2 are refused; queries and review go on
  closed   as stopped, for a project that is over
  deleted  for good, after it was stopped or closed and every submission erased; its keys are answered that there is no
           such project`;

const options = { project: { type: "string" }, state: { type: "string" }, help: { type: "boolean", short: "h" } } as const;
const readArguments = () => readOptions({ options, allowPositionals: true }, usage);
type Values = ReturnType<typeof readArguments>["values"];

async function list({ db }: Runtime): Promise<string> {
  const projects = await listProjects(db);
  return projects.map(({ slug, state, name }) => `${slug}\t${state}\t${printable(name)}`).join("\n") || "No projects yet.";
}

async function changeState(runtime: Runtime, { project = "", state = "" }: Values): Promise<string> {
  if (!isProjectState(state)) throw new CommandError(`--state: give one of ${projectStates.join(", ")}.`);
  const before = await setProjectState(await operatorContext(runtime, project), state);
  return before === state ? `${project} was ${state} already.` : `${project} is ${state} now; it was ${before}.`;
}

const commands: Record<string, (runtime: Runtime, values: Values) => Promise<string>> = { list, state: changeState };

await runCommand(async () => {
  const { values, positionals } = readArguments();
  const [name = ""] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (values.help || command === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const runtime = await openRuntime();
  try {
    console.log(await command(runtime, values));
    return 0;
  } catch (error) {
    throw error instanceof AppError ? new CommandError(error.message) : error;
  } finally {
    await runtime.close();
  }
});
