// Loaded into a server under test: asked by a message, it collects its garbage and tells what memory is left in use.
process.on("message", () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
// Nobody who asks is no reason to stay.
process.channel?.unref();
