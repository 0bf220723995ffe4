import { Router } from "express";
import type { Jobs } from "../../jobs/jobs.js";
import { FileGoneError } from "../errors/fileGoneError.js";
import type { Links } from "./links.js";

/** `/jobs/<id>/<file>?exp&sig`: a finished file of a job, whole or in ranges, so that a broken download goes on where it stopped. */
export function fileDoor(links: Links, jobs: Jobs): Router {
  return Router().get("/jobs/:id/:name", async (request, response, next) => {
    const { id, name } = request.params;
    links.signer.check(["job", id, name], request.query);
    const file = await jobs.file(id, name);
    if (!file) throw new FileGoneError();
    response.set({
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Type": name.endsWith(".zip") ? "application/zip" : "application/x-tar",
      "Cache-Control": "private, max-age=0, must-revalidate",
      "X-Content-Type-Options": "nosniff",
      ETag: `"${file.sha256}"`,
    });
    response.sendFile(file.path, { dotfiles: "allow", lastModified: false, cacheControl: false }, (error) => {
      // Gone between the check and the opening, or a client that hung up.
      if (error && !response.headersSent) next(error);
    });
  });
}
