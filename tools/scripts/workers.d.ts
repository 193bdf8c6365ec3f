// What some browsers tell a worker and TypeScript does not know of yet (Background Sync).
interface ServiceWorkerGlobalScopeEventMap {
  sync: ExtendableEvent & { readonly tag: string };
}
