import "server-only";
import { runWorker } from "@/lib/jobs/run-worker";
import { logger } from "@/lib/logger";
import { openRuntime, readOptions, runCommand } from "./runtime";

const usage = `npm run worker

Does the work that nobody asks for: rejects submissions whose applicant never came back, deletes bank codes and kept answers
whose time is over. Runs until SIGTERM or Ctrl+C. Any number may run at once; \`npm run demo\` runs one by itself.`;

async function work(stopping: AbortSignal): Promise<number> {
  const runtime = await openRuntime({ limited: true });
  try {
    logger().info("the worker runs");
    await runWorker(runtime, stopping);
    logger().info("the worker has stopped");
    return 0;
  } finally {
    await runtime.close();
  }
}

await runCommand(async (stopping) => {
  const { values } = readOptions({ options: { help: { type: "boolean", short: "h" } } }, usage);
  if (!values.help) return work(stopping);
  console.log(usage);
  return 0;
}, { finishes: true });
