export async function writeReport(folder: string, out?: string): Promise<string> {
  return out ?? folder;
}
