import { AppError } from '../lib/app-error.ts'
import type { WriteDb } from './database.ts'

/** Stores a new job that runs; returns its id. */
export function createJob(db: WriteDb, kind: string, name: string): number {
  return db.run(
    `INSERT INTO _headgate_job (kind, name, state, created_at) VALUES (?, ?, 'running', ?)`,
    kind,
    name,
    new Date().toISOString(),
  ).lastInsertRowid
}

/** Stores how far a job is. @throws AppError `job-unknown` */
export function updateJob(db: WriteDb, jobId: number, progress: unknown): void {
  const { changes } = db.run('UPDATE _headgate_job SET progress = ? WHERE id = ?', JSON.stringify(progress), jobId)
  if (changes === 0)
    throw new AppError('job-unknown', `There is no job ${jobId}.`, { hint: 'Create one with jobService.createJob().' })
}
