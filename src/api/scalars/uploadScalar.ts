import { GraphQLError, GraphQLScalarType } from "graphql";
import { UploadedFile } from "../http/uploadedFile.js";

/** A file of a multipart request (GraphQL multipart request specification); the middleware has put it among the variables. */
export const UploadScalar = new GraphQLScalarType<UploadedFile, never>({
  name: "Upload",
  description: "A file sent with the request, as the GraphQL multipart request specification says.",
  specifiedByURL: "https://github.com/jaydenseric/graphql-multipart-request-spec",
  serialize: () => {
    throw new GraphQLError("An Upload is only an input.");
  },
  parseValue: (value) => {
    if (!(value instanceof UploadedFile)) {
      throw new GraphQLError("Expected an Upload to be a file of a multipart request. To send text, use base64.");
    }
    return value;
  },
  parseLiteral: () => {
    throw new GraphQLError("Expected an Upload to be a variable of a multipart request, got a literal.");
  },
});
