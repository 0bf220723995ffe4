#!/bin/sh
# Asking Semblance from a shell.
#   sh docs/examples/curl.sh [photograph]
# SEMBLANCE_URL is the endpoint, SEMBLANCE_TOKEN an API key or token where the server asks for one.
set -eu
url=${SEMBLANCE_URL:-http://127.0.0.1:4000/graphql}
token=${SEMBLANCE_TOKEN:-}

ask() { # ask JSON: one operation
  curl --silent --show-error "$url" \
    ${token:+--header "authorization: Bearer $token"} \
    --header 'content-type: application/json' \
    --data "$1"
  echo
}

# Which models are there, and which classes are rare?
ask '{"query": "{ models { id labels tailClasses } }"}'

# Two new images of a class, as data URLs. The same seed gives the same bytes.
ask '{
  "query": "query ($class: String!) { augment(class: $class, s: 0.5, n: 2, seed: 7) { seed images { index dataUrl(format: WEBP) } } }",
  "variables": { "class": "fear" }
}'

# A class that the model does not have: extensions.code says what is wrong, for programs.
ask '{"query": "{ augment(class: \"joy\") { seed } }"}'

# A file, as the GraphQL multipart request specification has it. The header is what no web page can send unasked.
if [ $# -gt 0 ]; then
  curl --silent --show-error "$url" \
    ${token:+--header "authorization: Bearer $token"} \
    --header 'apollo-require-preflight: true' \
    --form 'operations={
      "query": "query ($image: ImageInput!) { classifyExpression(image: $image) { label probability notice } }",
      "variables": { "image": { "upload": null } }
    }' \
    --form 'map={ "0": ["variables.image.upload"] }' \
    --form "0=@$1"
  echo
fi
