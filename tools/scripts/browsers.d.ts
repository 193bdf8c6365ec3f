// What some browsers have and TypeScript does not know of yet; scripts ask whether it is there.
interface ServiceWorkerRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

// What htmx says of a request, as far as scripts ask.
type HtmxEvent = CustomEvent<{
  elt: HTMLFormElement;
  xhr: XMLHttpRequest;
  requestConfig: { triggeringEvent?: SubmitEvent & { submitter: HTMLButtonElement | null } };
}>;
interface DocumentEventMap {
  "htmx:beforeSwap": HtmxEvent;
  "htmx:afterSettle": HtmxEvent;
  "htmx:sendError": HtmxEvent;
  "htmx:responseError": HtmxEvent;
  "allauth.error": CustomEvent;
}
// The path below which the app lives, "" without one: put in place where scripts are collected, so
// it only ever stands within a template literal (docs/adr/0227).
declare const APP_PATH: string;
