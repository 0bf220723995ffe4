import busboy from "busboy";
import type { Request, RequestHandler } from "express";
import { UploadError } from "../errors/uploadError.js";
import { LIMITS } from "../limits/limits.js";
import { placeFiles } from "./placeFiles.js";
import { UploadedFile } from "./uploadedFile.js";

/**
 * Reads multipart requests (GraphQL multipart request specification) into `req.body`, files in memory only. Passes on what is not
 * multipart, and what lacks the header that a browser sends across origins only after asking: Apollo refuses that.
 */
export function multipart(): RequestHandler {
  return (request, _response, next) => {
    if (!request.is("multipart/form-data")) return next();
    if (!request.get("apollo-require-preflight") && !request.get("x-apollo-operation-name")) {
      request.body = {};
      return next();
    }
    read(request).then((body) => {
      request.body = body;
      next();
    }, next);
  };
}

function read(request: Request): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>();
    const files = new Map<string, UploadedFile>();
    let total = 0;
    let parser: busboy.Busboy;
    const fail = (error: Error) => {
      request.unpipe(parser);
      // What is still coming is read and dropped, so that the client can read the answer.
      request.resume();
      reject(error);
    };
    const limits = { fields: 2, fieldSize: LIMITS.bodyBytes, files: LIMITS.files, fileSize: LIMITS.fileBytes };
    try {
      parser = busboy({ headers: request.headers, limits: { ...limits, parts: LIMITS.files + 2 } });
    } catch (error) {
      return fail(new UploadError(`Expected a multipart request, but ${(error as Error).message}.`));
    }
    parser.on("field", (name, value) => fields.set(name, value));
    parser.on("file", (name, stream) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        total += chunk.length;
        if (total > LIMITS.uploadBytes) fail(tooLarge(`${LIMITS.uploadBytes} bytes of files`));
        else chunks.push(chunk);
      });
      stream.on("limit", () => fail(tooLarge(`${LIMITS.fileBytes} bytes per file`)));
      stream.on("close", () => files.set(name, new UploadedFile(Buffer.concat(chunks))));
    });
    for (const limit of ["filesLimit", "partsLimit", "fieldsLimit"] as const) {
      parser.on(limit, () => fail(tooLarge(`${LIMITS.files} files and two fields`)));
    }
    parser.on("error", (error) =>
      fail(new UploadError(`Expected a multipart request, but ${(error as Error).message}.`)),
    );
    parser.on("close", () => {
      try {
        resolve(placeFiles(fields, files));
      } catch (error) {
        reject(error);
      }
    });
    request.on("aborted", () => reject(new UploadError("The request ended before its files were complete.")));
    request.pipe(parser);
  });
}

function tooLarge(limit: string): UploadError {
  return new UploadError(`Expected at most ${limit} in a multipart request.`, 413);
}
