/** Work that is asked for often and done seldom: never twice at once, at most every so many ms. */
export function seldom(work: () => Promise<unknown>, everyMs: number) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let busy = false
  let wanted = false

  const start = async () => {
    timer = undefined
    busy = true
    await work()
    busy = false
    if (wanted) soon()
  }
  const soon = () => {
    wanted = busy
    if (!busy) timer ??= setTimeout(() => void start(), everyMs)
  }
  const atOnce = () => {
    clearTimeout(timer)
    wanted = busy
    if (!busy) void start()
  }
  const stop = () => {
    clearTimeout(timer)
    wanted = false
  }
  return { soon, atOnce, stop }
}
