import { existsSync } from "node:fs";
import { join } from "node:path";

/** Where a training puts its bundle when nobody says: models/<kind of data>-<preset>/<the first free version from 1 up>. */
export function freeBundleFolder(data: string, preset: string, root = "models"): string {
  const name = `${data.split(":")[0]}-${preset}`;
  for (let version = 1; ; version++) {
    const folder = join(root, name, String(version));
    if (!existsSync(folder)) return folder;
  }
}
