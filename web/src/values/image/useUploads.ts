import { useCallback, useEffect, useRef, useState } from 'react'
import { asProblem } from '@/api/problem'
import { upload } from '@/api/upload'
import type { Media } from '@/run/form'

export interface Uploading {
  id: number
  name: string
  /** 0 to 1; at 1 the server is looking at the picture. */
  share: number
}

interface Watch {
  onStart: () => void
  onDone: (media: Media) => void
  onBusy: (change: 1 | -1) => void
}

const noop = () => undefined

/** Uploads that belong to one field. They stop when the field leaves the page. */
export function useUploads(watching: Watch) {
  const [uploads, setUploads] = useState<Uploading[]>([])
  const [refused, setRefused] = useState<string[]>([])
  const watch = useRef(watching)
  const next = useRef(0)
  const queue = useRef<Promise<void>>(Promise.resolve())
  const leaving = useRef<AbortController>(null)

  useEffect(() => {
    watch.current = watching
  })
  useEffect(() => {
    const controller = new AbortController()
    leaving.current = controller
    return () => controller.abort()
  }, [])

  const send = useCallback(async (file: File, named: boolean) => {
    const id = next.current++
    const signal = leaving.current?.signal
    if (signal === undefined) return
    setUploads((all) => [...all, { id, name: file.name, share: 0 }])
    watch.current.onBusy(1)
    const progress = (share: number) =>
      setUploads((all) => all.map((one) => (one.id === id ? { ...one, share } : one)))
    const sent = upload(file, progress, signal)
    // Small files overtake large ones on the way; they are handed over in the order chosen.
    const earlier = queue.current
    queue.current = sent.then(noop, noop).then(() => earlier)
    try {
      const { id: asset, url, name, width, height, bytes } = await sent
      await earlier
      watch.current.onDone({ asset, url, name, width, height, bytes })
    } catch (error) {
      if (signal.aborted) return
      const words = asProblem(error).message
      setRefused((all) => [...all, named ? `${file.name}: ${words}` : words])
    } finally {
      setUploads((all) => all.filter((one) => one.id !== id))
      watch.current.onBusy(-1)
    }
  }, [])

  const start = useCallback(
    (files: readonly File[]) => {
      setRefused([])
      watch.current.onStart()
      for (const file of files) void send(file, files.length > 1)
    },
    [send],
  )
  return { uploads, refused, start }
}
