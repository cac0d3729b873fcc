import { problemFrom, unreachable } from './problem'
import type { Asset } from './types'

/**
 * Uploads one file. `onProgress` hears the share sent, 0 to 1.
 * XMLHttpRequest because `fetch` still cannot report the progress of an upload.
 */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<Asset> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/v1/assets?name=${encodeURIComponent(file.name)}`)
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
    request.responseType = 'json'
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    request.onload = () => {
      if (request.status === 201) resolve(request.response as Asset)
      else reject(problemFrom(request.status, request.response))
    }
    request.onerror = () => reject(unreachable())
    request.onabort = () => reject(new DOMException('Upload stopped', 'AbortError'))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
