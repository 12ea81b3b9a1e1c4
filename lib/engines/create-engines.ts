import "server-only";
import { Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import type { Env } from "@/lib/env";
import { engineNames, engineVariables, type EngineName } from "@/lib/kyc/intake/engine-ports";
import { logger } from "@/lib/logger";
import * as contract from "./contract";
import type { GivenInput } from "./encode-request";
import type { Engines } from "./engines";
import { createHttpEngine, type Engine, type FaultReport } from "./http-engine";
import { noEngine } from "./none";

export interface EngineConfig {
  /** Addresses by engine; one that is not named is not configured. */
  urls: Partial<Record<EngineName, string>>;
  /** Signs every request; empty only while no address is given. */
  secret: string;
  /** How long one engine may take for one call. */
  timeoutMs: number;
}

/** The engines that the environment names. */
export function engineConfigOf(env: Env): EngineConfig {
  const urls = Object.fromEntries(engineNames.map((name) => [name, env[engineVariables[name]]]));
  return { urls, secret: env.ENGINE_SECRET ?? "", timeoutMs: env.ENGINE_TIMEOUT_MS };
}

const logFault = (fault: FaultReport) => logger().warn(fault, "an engine gave no usable answer");

const mapEngines = <Value>(valueOf: (name: EngineName) => Value) => Object.fromEntries(engineNames.map((name) => [name, valueOf(name)])) as Record<EngineName, Value>;

/** Every port, with what is configured behind it. `report` is told of each call that gave no usable answer. */
export function createEngines({ urls, secret, timeoutMs }: EngineConfig, report: (fault: FaultReport) => void = logFault): Engines {
  const agents = { plain: new PlainAgent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) };
  const engines = mapEngines<Engine>((name) => {
    const url = urls[name];
    return url === undefined ? noEngine : createHttpEngine({ name, url, secret, timeoutMs, agents, report });
  });
  const ask = <Input, Facts>(operation: contract.Operation<Input, Facts>, input: GivenInput<Input>, signal: AbortSignal) => engines[operation.engine].ask(operation, input, signal);

  return {
    isConfigured: (name) => engines[name].isConfigured,
    states: () => mapEngines((name) => engines[name].state()),
    detectDocument: (image, hints, signal) => ask(contract.detectDocument, { image, hints }, signal),
    inspectImage: (image, signal) => ask(contract.inspectImage, { image }, signal),
    readText: (image, hints, signal) => ask(contract.readText, { image, hints }, signal),
    readZone: (image, hints, signal) => ask(contract.readZone, { image, hints }, signal),
    readBarcode: (image, hints, signal) => ask(contract.readBarcode, { image, hints }, signal),
    findForgery: (image, hints, signal) => ask(contract.findForgery, { image, hints }, signal),
    checkDocumentLiveness: (image, signal) => ask(contract.checkDocumentLiveness, { image }, signal),
    compareFaces: (document, selfie, signal) => ask(contract.compareFaces, { document, selfie }, signal),
    checkSelfieLiveness: (selfie, signal) => ask(contract.checkSelfieLiveness, { image: selfie }, signal),
    searchFace: (selfie, subject, signal) => ask(contract.searchFace, { selfie, subject }, signal),
    indexFace: (selfie, subject, signal) => ask(contract.indexFace, { selfie, subject }, signal),
    forgetFace: (subject, signal) => ask(contract.forgetFace, { subject }, signal),
    verifyKorean: (document, signal) => ask(contract.verifyKorean, document, signal),
    transferOneWon: (account, signal) => ask(contract.transferOneWon, account, signal),
  };
}
