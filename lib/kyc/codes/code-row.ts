/** One row of the catalogue. `when` says when it is raised; `option` names the project option that governs it. */
export interface CodeRow {
  stage: "step1" | "step2" | "review";
  kind: "retry" | "error" | "reject";
  /** Status of the HTTP answer; reject comments travel inside a submission. */
  http: 200 | 400 | null;
  code: string;
  /** Distinguishes the messages of one code within a stage; 1 where there is one. */
  variant: number;
  message: string;
  when: string;
  option: string | null;
  /** Review only: an agent picks it, the rules put it in, or the system decides by itself. */
  raisedBy?: "system" | "rules" | "agent";
}
