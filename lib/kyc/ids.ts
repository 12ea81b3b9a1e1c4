declare const brand: unique symbol;

/** The tenant. Only the gate (session, API key, operator's command) mints one, so that no query can forget whose data it reads. */
export type ProjectId = string & { readonly [brand]: "ProjectId" };
