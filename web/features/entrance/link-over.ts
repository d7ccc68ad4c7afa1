import { ApiProblem } from '../../app/api.ts'

/** Unknown, used, replaced and out of date are one answer. */
export const isLinkOver = (error: unknown) => error instanceof ApiProblem && error.code === 'link_over'
