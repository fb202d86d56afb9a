import { z } from 'zod'

/** Must be the window's first import: zod tries `new Function` when it compiles a schema, which our pages forbid. */
z.config({ jitless: true })
