/** The images of a submission, by their names on the wire. */
export const imageKinds = ["idImage", "idBackImage", "selfieImage", "addressImage"] as const;
export type ImageKind = (typeof imageKinds)[number];

/** What an applicant can be asked to send again; the back of the ID comes with its front. */
export const resubmissionKinds = ["idImage", "selfieImage", "addressImage"] as const satisfies ImageKind[];
export type ResubmissionKind = (typeof resubmissionKinds)[number];

export function isResubmissionKind(kind: ImageKind): kind is ResubmissionKind {
  return resubmissionKinds.some((known) => known === kind);
}
