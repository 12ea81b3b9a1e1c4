import "server-only";

/** Where sealed image files lie. A key is a random name that the store makes. */
export interface ImageStore {
  /** Durable when it returns. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws {Error} when there is no such file or the store cannot be reached. */
  get(key: string): Promise<Buffer>;
  delete(key: string): Promise<void>;
}
