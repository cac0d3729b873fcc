export function OpenRun() {
  return null
}
