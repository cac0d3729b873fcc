// Runs before the first paint, so that a chosen theme never flashes. Kept out of the bundle (and out
// of the page: the content policy allows no inline script) for that reason alone.
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('headrace.theme')
  } catch (_) {
    // Storage may be switched off; the system's theme is then the answer.
  }
  var dark = matchMedia('(prefers-color-scheme: dark)').matches
  var theme = chosen === 'light' || chosen === 'dark' ? chosen : dark ? 'dark' : 'light'
  document.documentElement.setAttribute('data-mantine-color-scheme', theme)
})()
