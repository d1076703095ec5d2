/** Hands the browser a file to save under a name. @param content whole, or in parts that are put together unread */
export function saveFile(fileName: string, content: string | readonly string[], type: string): void {
  const parts = typeof content === 'string' ? [content] : [...content];
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // the browser has begun to read it by then; kept longer, it would hold all of it in memory
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
