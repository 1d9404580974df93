export type FormField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function isFormField(what: unknown): what is FormField {
  return what instanceof HTMLInputElement || what instanceof HTMLTextAreaElement || what instanceof HTMLSelectElement;
}

/** Whether it says something else than the server had sent. */
export function changedByHand(el: FormField): boolean {
  if (el instanceof HTMLSelectElement) {
    const given = [...el.options].findIndex((option) => option.defaultSelected);
    return el.selectedIndex !== Math.max(given, 0); // without a given one the browser shows the first
  }
  const isTicked = el.type === "checkbox" || el.type === "radio";
  if (el instanceof HTMLInputElement && isTicked) return el.checked !== el.defaultChecked;
  return el.value !== el.defaultValue;
}
