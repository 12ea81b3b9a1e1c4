import type { ProjectOptions } from "../options";

/** The ports to what reads images, faces and banks, by their names in the contract and on the screen. */
export const engineNames = [
  "documentDetection", "imageInspection", "printedText", "mrz", "barcode", "faces", "selfieLiveness", "documentLiveness", "forensics", "koreanAuthenticity", "bankTransfer",
] as const;
export type EngineName = (typeof engineNames)[number];

/** Where each engine is configured: the variable of the environment that holds its address. */
export const engineVariables = {
  documentDetection: "ENGINE_DOCUMENT_DETECTION_URL",
  imageInspection: "ENGINE_IMAGE_INSPECTION_URL",
  printedText: "ENGINE_PRINTED_TEXT_URL",
  mrz: "ENGINE_MRZ_URL",
  barcode: "ENGINE_BARCODE_URL",
  faces: "ENGINE_FACES_URL",
  selfieLiveness: "ENGINE_SELFIE_LIVENESS_URL",
  documentLiveness: "ENGINE_DOCUMENT_LIVENESS_URL",
  forensics: "ENGINE_FORENSICS_URL",
  koreanAuthenticity: "ENGINE_KOREAN_AUTHENTICITY_URL",
  bankTransfer: "ENGINE_BANK_TRANSFER_URL",
} as const satisfies Record<EngineName, string>;

/** Options that cannot be kept without an engine, and the engines that each needs. */
export const optionEngines = {
  idCardValidation: ["documentDetection", "imageInspection", "printedText", "forensics"],
  idLivenessPipelines: ["documentLiveness"],
  selfieLiveness: ["selfieLiveness"],
  faceDuplication: ["faces"],
  bankAuthentication: ["bankTransfer"],
  koreanIdVerification: ["koreanAuthenticity"],
} as const satisfies Partial<Record<keyof ProjectOptions, readonly EngineName[]>>;

export type EngineOption = keyof typeof optionEngines;
export const engineOptions = Object.keys(optionEngines) as EngineOption[];

/** The options that need an engine, in the order of the policy. */
export function optionsOf(engine: EngineName): EngineOption[] {
  return engineOptions.filter((option) => optionEngines[option].some((needed) => needed === engine));
}

/**
 * Why an engine gave no usable answer. `unreachable`: no connection, or one that broke twice. `timed_out`: no whole answer
 * within the engine's limit. `cancelled`: the request that asked was over first. `refused`: a status 4xx other than 408 and
 * 429; this request was at fault, the engine works. `bad_status`: any other status but 200. `redirected`: a status 3xx,
 * never followed. `wrong_type`: not JSON by its content type. `too_large`, `bad_json`, `wrong_shape`: what was answered is
 * not the contract's. `paused`: not asked, since it failed too often just before.
 */
export const engineFaults = [
  "unreachable", "timed_out", "cancelled", "refused", "bad_status", "redirected", "wrong_type", "too_large", "bad_json", "wrong_shape", "paused",
] as const;
export type EngineFault = (typeof engineFaults)[number];

/** Whether calls go through: `half_open` while one call tries whether a paused engine works again. */
export const circuitStates = ["closed", "half_open", "open"] as const;
export type CircuitState = (typeof circuitStates)[number];
