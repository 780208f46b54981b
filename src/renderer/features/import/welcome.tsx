import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SampleFile } from '../../../preload/bridge.ts'
import { bridge } from '../../shared/bridge.ts'
import { call } from '../../shared/call.ts'
import { ResumeNotice } from '../../shared/imports/resume-notice.tsx'
import { text } from '../../shared/messages/text.ts'
import { ErrorNotice } from '../../shared/ui/error-notice.tsx'
import { chooseFile } from './draft-store.ts'
import styles from './welcome.module.css'

/** The start of everything: what can be done here in one sentence, one action, one sample. */
export function Welcome({ onResumed }: { readonly onResumed: (importId: number) => void }): ReactNode {
  const sample = useQuery({ queryKey: ['sample-file'], queryFn: () => bridge.sampleFile() })
  const trySample = useMutation({ mutationFn: openSample })
  const pick = async (): Promise<void> => {
    const [path] = await bridge.pickFiles()
    if (path !== undefined) chooseFile(path)
  }
  return (
    <div className={styles.welcome}>
      <ResumeNotice onResumed={onResumed} />
      <div className={styles.target}>
        <span className={styles.icon} aria-hidden>
          <IconFileImport size={30} stroke={1.5} />
        </span>
        <h1 className={styles.title}>{text.import.title}</h1>
        <p className={styles.lead}>{text.import.lead}</p>
        <div className={styles.actions}>
          <Button onClick={() => void pick()}>{text.import.choose}</Button>
          {sample.data ? (
            <Button
              variant="default"
              loading={trySample.isPending}
              onClick={() => sample.data && trySample.mutate(sample.data)}
            >
              {text.import.sample}
            </Button>
          ) : null}
        </div>
        {sample.data ? <p className={styles.hint}>{text.import.sampleHint}</p> : null}
        {trySample.error === null ? null : <ErrorNotice error={trySample.error} />}
      </div>
    </div>
  )
}

/** The sample comes with its schema, so that there is something to reject. */
async function openSample(sample: SampleFile): Promise<void> {
  const { name } = await call('schemas.add', { document: sample.schema })
  chooseFile(sample.path, name)
}
