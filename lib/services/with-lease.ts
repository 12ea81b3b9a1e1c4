import "server-only";
import type { LeaseRef } from "@/lib/contracts/leases";
import type { ServiceContext } from "./context";
import { releaseLease } from "./release-lease";
import { takeLease } from "./take-lease";

/**
 * Holds a case for one act on it, and no longer.
 * @throws {ConflictError} held when another page works on it; what `takeLease` throws, and what the act throws.
 */
export async function withLease<Result>(ctx: ServiceContext, id: string, holder: string, act: (lease: LeaseRef) => Promise<Result>): Promise<Result> {
  const { token } = await takeLease(ctx, id, { holder });
  const lease = { holder, token };
  try {
    return await act(lease);
  } finally {
    await releaseLease(ctx, id, lease);
  }
}
