/** To the first field that is wrong, once it says so. */
export function focusFirstWrong(form: HTMLFormElement): void {
  window.requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}
