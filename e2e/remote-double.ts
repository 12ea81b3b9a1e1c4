import type { OperationName } from "@/lib/engines/contract";
import type { EngineName } from "@/lib/kyc/intake/engine-ports";
import type { EngineCall, ProgrammedAnswer } from "./engine-double";

/** The double of another process, programmed as if it were here. */
export interface RemoteDouble {
  program(target: EngineName | OperationName, match: string, answer: ProgrammedAnswer, times?: number): Promise<void>;
  reset(): Promise<void>;
  calls(): Promise<EngineCall[]>;
}

export function remoteDouble(origin: string): RemoteDouble {
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${origin}${path}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The double answered ${answer.status.toString()}.`);
    return answer.json();
  };
  return {
    program: async (target, match, answer, times) => void (await send("POST", "/program", { target, match, answer, times })),
    reset: async () => void (await send("DELETE", "/program")),
    calls: async () => (await send("GET", "/calls")) as EngineCall[],
  };
}
