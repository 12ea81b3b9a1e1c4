import { isAgentCode, isRejectCode } from "../codes/reject-comments";
import type { ImageKind } from "../images";

/** Why an agent cannot choose a code on a case. */
export type UnavailableReason = "no_address_image" | "not_for_agents" | "unknown_code";

export type Availability = { available: true } | { available: false; reason: UnavailableReason };

/** Codes of the proof of address need its image; what rules and system put in cannot be picked by hand. */
export function codeAvailability(code: string, { images }: { images: readonly ImageKind[] }): Availability {
  if (!isRejectCode(code)) return { available: false, reason: "unknown_code" };
  if (!isAgentCode(code)) return { available: false, reason: "not_for_agents" };
  if (code.startsWith("address_") && !images.includes("addressImage")) return { available: false, reason: "no_address_image" };

  return { available: true };
}
