import { registerEnumType } from "type-graphql";

/** How the images of a job are packed. */
export enum ArchiveFormatType {
  WEBDATASET = "webdataset",
  TAR = "tar",
  ZIP = "zip",
}

registerEnumType(ArchiveFormatType, {
  name: "ArchiveFormat",
  description: "How the images of a job are packed.",
  valuesConfig: {
    WEBDATASET: {
      description:
        "Tar files for WebDataset loaders: NNNNNN.png, .cls (number of the class), .json (label and recipe).",
    },
    TAR: { description: "Tar files with a folder per class, manifest.json and labels.csv." },
    ZIP: { description: "Zip files with a folder per class, manifest.json and labels.csv." },
  },
});
