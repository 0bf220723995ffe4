import { FieldResolver, Resolver, Root } from "type-graphql";
import { readReportFile } from "../../serving/models/reportFiles.js";
import { ReportFileType } from "../types/reportFileType.js";

@Resolver(() => ReportFileType)
export class ReportFileResolver {
  @FieldResolver(() => String, { description: "The picture as a data URL. Scripts in an SVG do not run in an <img>." })
  async dataUrl(@Root() { mediaType, name, model }: ReportFileType): Promise<string> {
    return `data:${mediaType};base64,${Buffer.from(await readReportFile(model, name)).toString("base64")}`;
  }
}
