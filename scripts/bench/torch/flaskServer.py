"""A model behind Flask as it is commonly written: one request, one image, one run.
   python3 flaskServer.py PORT THREADS"""
import base64
import io
import sys

import numpy
import torch
from flask import Flask, jsonify, request
from PIL import Image
from torch import nn

from blocks import Trunk

port, threads = int(sys.argv[1]), int(sys.argv[2])
torch.set_num_threads(threads)
labels = ["surprise", "fear", "disgust", "happiness", "sadness", "anger", "neutral"]
trunk = Trunk(34, "imagenet").eval()
head = nn.Linear(trunk.channels, len(labels)).eval()
app = Flask(__name__)


@app.get("/livez")
def live():
    return jsonify(live=True)


@app.post("/classify")
def classify():
    image = Image.open(io.BytesIO(base64.b64decode(request.get_json()["image"]))).convert("RGB").resize((100, 100))
    pixels = torch.from_numpy(numpy.array(image)).permute(2, 0, 1)[None]
    with torch.no_grad():
        probabilities = head(trunk(pixels / 127.5 - 1)[-1].mean((2, 3))).softmax(1)[0]
    best = int(probabilities.argmax())
    return jsonify(label=labels[best], probability=float(probabilities[best]))


app.run(port=port, threaded=True)
