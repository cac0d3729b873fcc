import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/ui/Notice'
import { useTitle } from '@/ui/useTitle'

export function NotFound() {
  useTitle('Not found')
  return (
    <Notice title="This page does not exist">
      <p>The address may have a typing error, or what was here is gone.</p>
      <Button component={Link} to="/">
        Go to the gallery
      </Button>
    </Notice>
  )
}
