import { readPreStep2 } from "@/lib/contracts/v3/prestep2";
import { stepRefusal } from "@/lib/errors";
import { apiPreflight, apiRoute } from "@/lib/http/api-route";
import { readStepJson } from "@/lib/http/step-json";
import { submitPreStep2 } from "@/lib/services/submit-prestep2";

export const POST = apiRoute("prestep2", async (ctx, request) => {
  const input = readPreStep2(await readStepJson(request));
  if ("refusal" in input) throw stepRefusal(input.refusal);
  return submitPreStep2(ctx, input);
});

export const OPTIONS = apiPreflight;
