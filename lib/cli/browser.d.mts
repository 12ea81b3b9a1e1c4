/** Path of a system browser, or null. */
export function findSystemBrowser(): string | null;
/** True when Playwright's own browser is installed. */
export function hasOwnBrowser(): boolean;
/** Installs a browser when there is none, or ends the process saying what to type. */
export function ensureBrowser(): void;
