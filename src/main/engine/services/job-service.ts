import type { ServiceContext } from './services.ts'

/** Keeps how far long work is, in the workspace. */
export interface JobService {
  /** Begins a job; returns its id. */
  createJob(name: string): Promise<number>
  /** Stores the progress of a job, any value that JSON can hold. @throws AppError `job-unknown` */
  updateProgress(jobId: number, progress: unknown): Promise<void>
}

export function createJobService({ store }: ServiceContext): JobService {
  return {
    createJob: (name) => store.createJob({ kind: 'program', name }),
    updateProgress: (jobId, progress) => store.updateJob({ jobId, progress }),
  }
}
