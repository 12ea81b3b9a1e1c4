import type { Fields } from "@/lib/kyc/fields";
import { createSubmission } from "@/lib/services/create-submission";
import type { ServiceContext } from "@/lib/services/context";
import type { BenchData } from "./desk";
import { makeTries } from "./rows";

/** An applicant whom no rule hits; the numbers differ from case to case. */
function applicant(n: number): Fields {
  return {
    fullName: `Kim Minseo ${n}`, birthDate: "1994-05-12", nationality: "KOR", gender: "female", issuingCountry: "KOR", documentNumber: `M${70_000_000 + n}`,
    identityNumber: `940512-${2_000_000 + n}`, issueDate: "2021-01-10", expireDate: "2031-01-09", idType: "passport",
  };
}

/**
 * Pending cases through the service that makes them: with their key, sealed numbers, evaluation and audit entry; two
 * images and two tries each stand in the database only. `after` were made before. Answers their ids.
 */
export async function makeCases({ runtime, projectId }: BenchData, count: number, after: number): Promise<string[]> {
  const { db, vault, storage, pool } = runtime;
  const ids: string[] = [];
  let made = 0;
  const work = async () => {
    while (made < count) {
      const n = after + (made += 1);
      const now = new Date(Date.UTC(2024, 0, 1) + n * 60_000);
      const ctx: ServiceContext = { db, vault, storage, projectId, actor: { kind: "system" }, now, ipAddress: null };
      const claimed = applicant(n);
      ids.push(
        await createSubmission(ctx, {
          externalId: `C-${n}`, source: "api", status: "pending", email: `applicant${n}@example.net`, claimed, printed: { ...claimed, issueDate: "2021-01-11" }, mrz: null,
          flags: ["low_confidence:fullName"], retryCount: 0, images: [],
        }),
      );
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  await pool.query(
    `insert into images (submission_id, kind, original_key, display_key, thumbnail_key, sha256, content_type, byte_length, width, height, orientation, created_at)
     select s.id, kind, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '\\x00', 'image/jpeg', 200000, 1200, 800, 1, s.created_at
     from submissions s cross join unnest(array['idImage', 'selfieImage']) kind where s.id = any($1)`,
    [ids],
  );
  await makeTries(pool, ids);
  return ids;
}
