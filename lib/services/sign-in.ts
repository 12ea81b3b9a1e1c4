import "server-only";
import type { Database } from "@/db";
import { findMemberByEmail, listProjectsOfMember, type MemberRow } from "@/db/queries/members";
import { deleteOldSessions, insertSession } from "@/db/queries/sessions";
import {
  deleteSignInFailures,
  forgiveSignInFailure,
  lockSignInFailures,
  sweepSignInFailures,
  updateSignInFailures,
  type SignInFailures,
} from "@/db/queries/sign-in-failures";
import { appendAudit } from "./append-audit";
import type { ServiceContext } from "./context";
import { oneAtATime } from "./one-at-a-time";
import { verifyPassword } from "./password";
import { accountLimit, addressLimit, countFailure, failureKeys, secondsLeft } from "./sign-in-limits";

export type SignInDeps = Pick<ServiceContext, "db" | "vault" | "storage" | "now" | "ipAddress"> & {
  /** Keys the hashes of the failures table. */
  secret: string;
  /** Told of every try that fails; there is no project whose chain it could stand in. */
  logFailure: (failure: SignInFailure) => void;
};

/** What may be kept of a failed try: whom it was about is a keyed hash, so that tries on one account can be counted. */
export interface SignInFailure {
  outcome: "refused" | "blocked";
  account: string;
  ipAddress: string | null;
}

export type SignInOutcome =
  | { outcome: "signed_in"; sessionId: string }
  /** Unknown e-mail, wrong password, or no project: nobody learns which. */
  | { outcome: "refused"; triesLeft: number }
  /** Not even looked at: too many failures of this account or address. */
  | { outcome: "blocked"; retryAfterSeconds: number };

const sessionHours = 12;

/** Sessions that are over are kept this long, to tell which project was used last. */
const oldSessionDays = 90;

const day = 24 * 60 * 60 * 1000;

interface CountedTry {
  account: string;
  /** Further failures of the account that are free of the long pause. */
  triesLeft: number;
  address: Pick<SignInFailures, "key" | "blockedUntil"> | null;
}

/**
 * Starts a session. Tries are counted as failures before the password is looked at, and taken back when it is right, so
 * that guesses sent at once are guesses one after the other. Each of the refusals costs the same queries and one hash.
 */
export async function signIn(deps: SignInDeps, credentials: { email: string; password: string }): Promise<SignInOutcome> {
  const email = credentials.email.trim().toLowerCase();
  const keys = failureKeys(deps.secret, email, deps.ipAddress);

  return oneAtATime(keys.account, () =>
    oneAtATime(keys.address ?? keys.account + ":", async () => {
      const { account } = keys;
      const { ipAddress, logFailure } = deps;
      const counted = await countTry(deps, keys);
      if (typeof counted === "number") {
        logFailure({ outcome: "blocked", account, ipAddress });
        return { outcome: "blocked", retryAfterSeconds: counted };
      }

      const member = await findMemberByEmail(deps.db, email);
      const isRight = await verifyPassword(member?.passwordHash ?? null, credentials.password);
      const sessionId = member !== null && isRight ? await startSession(deps, member, counted) : null;
      if (sessionId !== null) return { outcome: "signed_in", sessionId };
      logFailure({ outcome: "refused", account, ipAddress });
      return { outcome: "refused", triesLeft: counted.triesLeft };
    }),
  );
}

/** Seconds to wait when account or address is blocked; then nothing is counted. */
async function countTry({ db, now }: SignInDeps, keys: ReturnType<typeof failureKeys>): Promise<CountedTry | number> {
  return db.transaction(async (tx) => {
    // Accounts are locked before addresses, everywhere, so that two tries never wait for each other.
    const account = await lockSignInFailures(tx, keys.account, now);
    const address = keys.address === null ? null : await lockSignInFailures(tx, keys.address, now);
    const wait = Math.max(secondsLeft(account, now), address === null ? 0 : secondsLeft(address, now));
    if (wait > 0) return wait;

    const counted = [countFailure(account, accountLimit, now), ...(address === null ? [] : [countFailure(address, addressLimit, now)])] as const;
    for (const row of counted) await updateSignInFailures(tx, row);
    await sweepSignInFailures(tx, new Date(now.getTime() - accountLimit.rememberedSeconds * 1000), now);
    const [ofAccount, ofAddress = null] = counted;
    return { account: ofAccount.key, triesLeft: Math.max(0, accountLimit.lockedFrom - ofAccount.failures), address: ofAddress };
  });
}

/** Into the project that was last used; null when the account has none. */
async function startSession(deps: SignInDeps, member: MemberRow, counted: CountedTry): Promise<string | null> {
  const { db, vault, now, ipAddress } = deps;
  const [project] = await listProjectsOfMember(db, member.id);
  if (!project) return null;

  const key = await vault.projectKey(project.id);
  return db.transaction(async (tx) => {
    await forgive(tx, counted);
    const expiresAt = new Date(now.getTime() + sessionHours * 60 * 60 * 1000);
    await deleteOldSessions(tx, member.id, new Date(now.getTime() - oldSessionDays * day));
    const sessionId = await insertSession(tx, { memberId: member.id, projectId: project.id, createdAt: now, expiresAt, ipAddress });
    const actor = { kind: "member", memberId: member.id, email: member.email, name: member.name, role: project.role } as const;
    await appendAudit(tx, { projectId: project.id, actor, now, ipAddress }, key, [{ action: "session.signed_in", subjectId: sessionId, changes: [] }]);
    return sessionId;
  });
}

async function forgive(tx: Database, { account, address }: CountedTry): Promise<void> {
  await deleteSignInFailures(tx, account);
  if (address !== null) await forgiveSignInFailure(tx, address.key, address.blockedUntil);
}
