import "server-only";

/**
 * Does `work` for all keys that were asked for, at once the first time and then at most once in `ms`: however often it is
 * asked, it is done that often. The timer keeps no process alive.
 */
export function atMostEvery<Key>(ms: number, work: (keys: Key[]) => void): (key: Key) => void {
  const keys = new Set<Key>();
  let isResting = false;

  const act = () => {
    if (keys.size === 0) return;
    const taken = [...keys];
    keys.clear();
    isResting = true;
    setTimeout(() => {
      isResting = false;
      act();
    }, ms).unref();
    work(taken);
  };

  return (key) => {
    keys.add(key);
    if (!isResting) act();
  };
}
