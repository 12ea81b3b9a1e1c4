import { catalogue } from "../codes/catalogue";
import type { CodeRow } from "../codes/code-row";

type Row = (typeof catalogue)[number];
type CodesOf<Stage extends CodeRow["stage"], Kind extends CodeRow["kind"]> = Extract<Row, { stage: Stage; kind: Kind }>["code"];

export type StepName = "step1" | "step2";
export type Step1Retry = CodesOf<"step1", "retry">;
export type Step1Error = CodesOf<"step1", "error">;
export type Step2Retry = CodesOf<"step2", "retry">;
export type Step2Error = CodesOf<"step2", "error">;

/** Values for `{email}`, `{parameters}` and `{#pipelines}`. */
export interface StepParams {
  email?: string;
  /** Names of the parameters that are wrong, in the order of the API reference. */
  parameters?: readonly string[];
  pipelines?: readonly string[];
}

/** A code of a step with the message that the client reads. */
export interface StepMessage<Code extends string = string> {
  code: Code;
  message: string;
}

function find(stage: StepName, code: string, variant: number): CodeRow {
  const row = catalogue.find((each) => each.stage === stage && each.code === code && each.variant === variant);
  if (!row) throw new RangeError(`The catalogue has no ${code} ${variant} at ${stage}.`);
  return row;
}

/**
 * A code alone is no key: stage and variant choose the message.
 * @throws {RangeError} for a row that does not exist, and for a placeholder without a value: a message with a hole is never sent.
 */
export function stepMessage<Code extends Step1Retry | Step1Error | Step2Retry | Step2Error>(stage: StepName, code: Code, params: StepParams = {}, variant = 1): StepMessage<Code> {
  const values = new Map([
    ["email", params.email],
    ["parameters", params.parameters?.join(", ")],
    ["#pipelines", params.pipelines?.join(", ")],
  ]);
  const message = find(stage, code, variant).message.replace(/\{(#?\w+)\}/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new RangeError(`${code} needs {${name}}`);
    return value;
  });
  return { code, message };
}
