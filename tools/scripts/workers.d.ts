// What some browsers tell a worker and TypeScript does not know of yet (Background Sync).
interface ServiceWorkerGlobalScopeEventMap {
  sync: ExtendableEvent & { readonly tag: string };
}
// The path below which the app lives, "" without one: put in place where scripts are collected, so
// it only ever stands within a template literal (docs/adr/0227).
declare const APP_PATH: string;
