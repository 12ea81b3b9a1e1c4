import "server-only";

/** Lines as a body that is read as fast as it is taken; leaving the download ends the reading. */
export function linesStream(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value.endsWith("\n") ? value : `${value}\n`));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
