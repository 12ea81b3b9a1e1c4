/** The images of a submission, by their names on the wire. */
export const imageKinds = ["idImage", "idBackImage", "selfieImage", "addressImage"] as const;
export type ImageKind = (typeof imageKinds)[number];
