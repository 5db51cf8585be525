import { portico } from 'portico'

const app = portico()
app.get('/hello/:name', (ctx) => ({ hello: ctx.params.name }))
await app.serve()
