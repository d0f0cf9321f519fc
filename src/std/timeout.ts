/** What `promise` comes to, or `value` when that takes longer. */
export async function settleWithin<T>(ms: number, promise: Promise<T>, value: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, ms, value);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
